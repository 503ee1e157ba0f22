// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** The picture of a capture is what was painted on the screen, to the pixel. */
@Tag(TestScreen.ANY)
class ScreenPictureIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int WIDTH = 641;
    private static final int HEIGHT = 363;

    private final TestScreen display = TestScreen.start(WIDTH, HEIGHT);
    private final Paint paint = display.paint();
    private final Picture screen = new TestChart(WIDTH, HEIGHT).picture();

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    /** FFmpeg has a decoder of its own. */
    @Test
    void webpIsExactForFfmpeg(@TempDir Path directory) throws Exception {
        paint.image(0, 0, screen);
        Path webp = directory.resolve("picture.webp");
        Path png = directory.resolve("picture.png");
        try (ChangeReader capture = ChangeReader.open(display.settings().build())) {
            capture.next(LONG);
            Files.write(webp, capture.picture().encode(PictureFormat.WEBP));
        }
        Process ffmpeg =
                new ProcessBuilder("ffmpeg", "-v", "error", "-i", "" + webp, "" + png)
                        .redirectErrorStream(true)
                        .start();
        ffmpeg.getOutputStream().close();
        String complaints = new String(ffmpeg.getInputStream().readAllBytes(), UTF_8);
        assertThat(ffmpeg.waitFor()).as(complaints).isZero();
        BufferedImage read = ImageIO.read(png.toFile());
        BufferedImage rgb = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(read, 0, 0, null);
        assertSame(rgb, screen);
    }

    private static void assertSame(BufferedImage image, Picture expected) {
        assertThat(Picture.of(image).largestError(expected, expected.area())).isZero();
    }

    @Tag(TestScreen.SWAY)
    @ParameterizedTest
    @EnumSource
    void isWhatWasPaintedAndThePointerOverIt(CaptureMode mode) {
        int[] opaque = new int[20 * 30];
        Arrays.fill(opaque, 0xFF123456);
        paint.image(0, 0, screen);
        paint.cursor(20, 30, 7, 11, opaque);
        paint.pointer(400, 300);
        CaptureSettings settings =
                display.settings()
                        .mode(mode)
                        .captureCursor(true)
                        .usePaintOverQuality(false)
                        .build();
        try (FrameReader capture = FrameReader.open(settings)) {
            ScreenPicture picture = capture.picture();
            BufferedImage kept = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            capture.next(LONG);
            picture.draw(kept);
            Picture expected = screen.crop(screen.area());
            Area pointer = new Area(393, 289, 20, 30);
            expected.fill(pointer, 0x123456);
            assertSame(kept, expected);

            ProcessResources before = ProcessResources.now();
            for (int i = 0; i < 20; i++) {
                assertSame(picture.image(), expected);
            }
            assertThat(ProcessResources.now()).as("no connection of its own").isEqualTo(before);

            paint.fill(390, 295, 50, 60, 0xFEDCBA);
            expected.fill(new Area(390, 295, 50, 60), 0xFEDCBA);
            expected.fill(pointer, 0x123456);
            capture.next(LONG);
            ScreenChange change = picture.draw(kept);
            assertSame(kept, expected);
            assertThat(change.areas()).allSatisfy(area -> assertThat(area.y()).isBetween(288, 352));
        }
    }
}
