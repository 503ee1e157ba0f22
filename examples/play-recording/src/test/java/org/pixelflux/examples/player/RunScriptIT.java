// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;
import org.pixelflux.examples.support.Ffmpeg;
import org.pixelflux.examples.support.PrintedAddress;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.recording.ChangeIndex;
import org.pixelflux.recording.Recording;
import org.pixelflux.support.FreePort;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    @TempDir private Path elsewhere;

    @Test
    void servesTheRecording() throws Exception {
        Path file = elsewhere.resolve("desk.mp4");
        CaptureSettings settings =
                CaptureSettings.builder().source(Source.SYNTHETIC).width(320).height(240).build();
        try (Recording recording = Recording.to(file, settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(file) > 0);
            assertThat(recording.isRunning()).isTrue();
        }
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(
                        elsewhere, "--file", file.toString(), "--no-token", "--port", port)) {
            assertThat(program.line()).contains("http://localhost:" + port + "/ ");
            Path copy = elsewhere.resolve("copy.mp4");
            Ffmpeg.run(
                    "-i",
                    "http://localhost:" + port + "/recording.mp4",
                    "-c",
                    "copy",
                    copy.toString());

            assertThat(Ffmpeg.probe(copy, "stream=width")).isEqualTo("320");
            program.terminate();
            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.errors()).isEmpty();
        }
    }

    @Test
    void isOnlyForWhoKnowsTheTokenThatItPrints() throws Exception {
        Path file = Files.writeString(elsewhere.resolve("desk.mp4"), "a recording");
        Files.writeString(ChangeIndex.pathFor(file), "WEBVTT\n");
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(elsewhere, "--file", file.toString(), "--port", port)) {
            PrintedAddress address = PrintedAddress.in(program.line());
            for (String served : List.of("", "player.js", "recording.mp4", "recording.vtt")) {
                address.assertRefusesStrangers(served);
                assertThat(address.status(served)).as(served).isEqualTo(200);
            }
        }
    }
}
