// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.Ffmpeg;
import org.pixelflux.examples.support.PrintedAddress;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    @TempDir private Path elsewhere;

    @Test
    void servesAPlaylistThatFfmpegPlays() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(
                        elsewhere,
                        "--source",
                        "synthetic",
                        "--width",
                        "320",
                        "--height",
                        "240",
                        "--no-token",
                        "--port",
                        port)) {
            assertThat(program.line()).contains("http://localhost:" + port + "/ ");
            URI playlist = URI.create("http://localhost:" + port + "/live.m3u8");
            await().atMost(Duration.ofSeconds(60)).until(() -> status(playlist) == 200);
            Path film = elsewhere.resolve("film.mp4");

            Ffmpeg.run(
                    "-http_persistent",
                    "0",
                    "-i",
                    playlist.toString(),
                    "-t",
                    "2",
                    "-c",
                    "copy",
                    film.toString());

            assertThat(Ffmpeg.probe(film, "stream=width")).isEqualTo("320");
            program.terminate();
            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.errors()).isEmpty();
        }
    }

    @Test
    void isOnlyForWhoKnowsTheTokenThatItPrints() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(elsewhere, "--source", "synthetic", "--port", port)) {
            PrintedAddress address = PrintedAddress.in(program.line());
            for (String file : List.of("", "player.js", "hls.js")) {
                address.assertRefusesStrangers(file);
                assertThat(address.status(file)).as(file).isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> address.status("live.m3u8") == 200);
            address.assertRefusesStrangers("live.m3u8");
            address.assertRefusesStrangers("video/none.m4s");
        }
    }

    private static int status(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
