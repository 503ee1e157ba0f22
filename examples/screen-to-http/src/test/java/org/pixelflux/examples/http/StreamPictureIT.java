// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.Ffmpeg;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart.Patch;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Chromium.Tab;

/** What a browser and ffmpeg show of a real X server's screen. */
class StreamPictureIT extends ServedChart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A still picture is not sent again before the test ends: what arrives was not held back. */
    private static final Duration NEVER = Duration.ofHours(1);

    /** Two drawings of one picture; what 4:2:0 blurs at coloured edges does not count as much. */
    private static final double SAME_PICTURE = 28;

    /** Of 255, away from the edges. */
    private static final int TOLERANCE = 6;

    private static final int MARGIN = 16;

    /** The image's pixels as a PNG in base64; empty until there are any. */
    private static final String READ_IMAGE =
            """
            const image = document.getElementById('screen');
            if (image.naturalWidth === 0) {
              return '';
            }
            const canvas = document.createElement('canvas');
            canvas.width = image.naturalWidth;
            canvas.height = image.naturalHeight;
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.toDataURL('image/png').split(',')[1];
            """;

    private static Chromium chromium;

    private final Random random = new Random(1);

    @TempDir private Path directory;

    @BeforeAll
    static void openBrowser() throws Exception {
        chromium = new Chromium();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        chromium.close();
    }

    @BeforeEach
    void paintAndServe() throws Exception {
        serve(XvfbDisplay.start(drawn.width(), drawn.height()), NEVER, "--fps", "30");
    }

    @Test
    void isInTheBrowserAtOnceForEveryPageAndForEveryChange() throws Exception {
        try (Tab early = chromium.open(server.url())) {
            awaitPicture(early);
            try (Tab late = chromium.open(server.url())) {
                awaitPicture(late);

                Area patch = chart.patches().get(3).area();
                for (int rgb : List.of(0x2060A0, 0xA06020)) {
                    paint.fill(patch.x(), patch.y(), patch.width(), patch.height(), rgb);
                    drawn.fill(patch, rgb);
                    awaitColor(early, patch, rgb);
                    awaitColor(late, patch, rgb);
                }
                awaitPicture(late);
                assertThat(server.openStreams()).isEqualTo(2);
                late.screenshot(Path.of(System.getProperty("screenshots"), "stream.png"));
            }
        }
        // It learns that they have left when it has something to send.
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            paint.fill(0, 0, 64, 64, random.nextInt());
                            return server.openStreams() == 0;
                        });
    }

    @Test
    void isDecodedByFfmpegFrameByFrame() throws Exception {
        Ffmpeg.run(
                "-f",
                "mpjpeg",
                "-i",
                server.url("stream.mjpeg"),
                "-frames:v",
                "1",
                directory.resolve("still.png").toString());

        Picture still = picture(directory.resolve("still.png"));
        assertThat(still.psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);
    }

    @Test
    void playsInFfmpegWithoutBeingToldWhatItIs() throws Exception {
        server.close();
        int port = FreePort.find();
        try (HttpServer moving =
                new HttpServer(
                        port,
                        ScreenToHttp.captureUri(
                                ScreenToHttp.commandLine()
                                        .parseArgs(
                                                "--source=synthetic",
                                                "--width=642",
                                                "--height=361")))) {
            moving.start();

            Ffmpeg.run(
                    "-i",
                    moving.url("stream.mjpeg"),
                    "-frames:v",
                    "20",
                    directory.resolve("%02d.png").toString());
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(20)
                    .allSatisfy(
                            file -> {
                                Picture frame = picture(file);
                                assertThat(frame.width()).isEqualTo(642);
                                assertThat(frame.height()).isEqualTo(361);
                            });
        }
    }

    private void awaitPicture(Tab page) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            Picture shown = shown(page);
                            assertThat(shown.psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);
                            for (Patch patch : chart.patches()) {
                                assertThat(shown.largestError(drawn, inside(patch.area())))
                                        .as("%s", patch)
                                        .isLessThanOrEqualTo(TOLERANCE);
                            }
                        });
    }

    private void awaitColor(Tab page, Area patch, int rgb) {
        await(String.format(Locale.ROOT, "%06x", rgb))
                .atMost(PATIENCE)
                .until(() -> shown(page).largestError(drawn, inside(patch)) <= TOLERANCE);
    }

    private Area inside(Area area) {
        return area.inset(MARGIN, drawn.width(), drawn.height());
    }

    private Picture shown(Tab page) throws Exception {
        String png = page.run(READ_IMAGE).toString();
        assertThat(png).isNotEmpty();
        Picture shown =
                Picture.of(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png))));
        assertThat(shown.area()).isEqualTo(drawn.area());
        return shown;
    }

    private static Picture picture(Path file) throws Exception {
        return Picture.of(ImageIO.read(file.toFile()));
    }
}
