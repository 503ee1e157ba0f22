// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.Ffmpeg;
import org.pixelflux.examples.support.PrintedAddress;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.XvfbDisplay;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path elsewhere;

    @Test
    void endsOnSigtermWhoeverListens() throws Exception {
        int port = FreePort.find();
        try (RunScript program =
                RunScript.start(
                        elsewhere,
                        "--source",
                        "synthetic",
                        "--no-token",
                        "--port",
                        String.valueOf(port))) {
            assertThat(program.line()).contains("http://localhost:" + port + "/ ");
            try (StreamClient stuck = new StreamClient(port)) {
                assertThat(stuck.status()).isEqualTo("HTTP/1.1 200 OK");

                program.terminate();

                assertThat(program.exitCode()).isEqualTo(143);
                assertThat(program.line()).as("nothing more is said").isNull();
                assertThat(program.errors()).isEmpty();
            }
        }
    }

    @Test
    void isOnlyForWhoKnowsTheTokenThatItPrints() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(elsewhere, "--source", "synthetic", "--port", port)) {
            PrintedAddress address = PrintedAddress.in(program.line());
            for (String file : List.of("", "stream.mjpeg", "snapshot.jpg")) {
                address.assertRefusesStrangers(file);
                assertThat(address.status(file)).as(file).isEqualTo(200);
            }
        }
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        RunScript.assertSaysThatItsPortIsInUse(elsewhere, "screen-to-http");
    }

    @Test
    void saysInOneLineThatTheScreenIsTooHigh() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.startApart(64, 4100);
                RunScript program =
                        RunScript.start(
                                elsewhere,
                                "--display",
                                display.name(),
                                "--port",
                                String.valueOf(FreePort.find()))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors())
                    .isEqualTo(
                            String.format(
                                    Locale.ROOT,
                                    "screen-to-http: height: 4100 is not possible here, allowed 1..4096%n"));
        }
    }

    @Test
    void goesOnWhenItsDisplayIsBack() throws Exception {
        int port = FreePort.find();
        try (XvfbDisplay display = XvfbDisplay.startApart(640, 480);
                RunScript program =
                        RunScript.start(
                                elsewhere,
                                "--display",
                                display.name(),
                                "--no-token",
                                "--port",
                                String.valueOf(port))) {
            assertThat(program.line()).contains("http://localhost:" + port + "/");
            try (StreamClient client = new StreamClient(port)) {
                assertThat(client.status()).isEqualTo("HTTP/1.1 200 OK");

                display.kill();
                try (XvfbDisplay again = XvfbDisplay.start(320, 200, display.name())) {
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(size(port)).isEqualTo("320x200"));

                    assertThat(again.name()).isEqualTo(display.name());
                    assertThat(client.read(1)).as("the old client has more").isOne();
                }
            }
        }
    }

    /** Of the picture that a new client gets. */
    private String size(int port) throws Exception {
        Path png = elsewhere.resolve("picture.png");
        String stream = String.format(Locale.ROOT, "http://127.0.0.1:%d/stream.mjpeg", port);
        Ffmpeg.run("-f", "mpjpeg", "-i", stream, "-frames:v", "1", png.toString());
        BufferedImage picture = ImageIO.read(png.toFile());
        return picture.getWidth() + "x" + picture.getHeight();
    }
}
