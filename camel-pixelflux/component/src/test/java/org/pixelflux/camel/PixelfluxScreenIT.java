// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.StripeProbe.Received;
import org.pixelflux.support.Paint;
import org.pixelflux.support.TestScreen;

/** Routes from a real screen. */
@Tag("camel-versions")
@Tag(TestScreen.ANY)
class PixelfluxScreenIT extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();
    private TestScreen display;
    private Paint paint;

    @BeforeEach
    void startDisplay() {
        display = TestScreen.start(640, 480);
        paint = display.paint();
    }

    @AfterEach
    void stopDisplay() {
        // The routes end first; otherwise they would report the loss of their display.
        context.stop();
        paint.close();
        display.close();
    }

    @Test
    void deliversOneExchangeForEachStripeThatChanged() throws Exception {
        route("screen", screen("mode=h264"), probe);

        List<Received> first = probe.nextFrame();
        assertWholePicture(first);
        assertThat(first).extracting(Received::y).containsExactly(0, 128, 256, 384);
        assertThat(first).extracting(Received::height).containsExactly(128, 128, 128, 96);

        paint.fill(100, 300, 12, 20, 0xFF8800);

        List<Received> second = probe.nextFrame();
        Received stripe = second.get(0);
        assertThat(second).hasSize(1);
        assertThat(stripe.headers())
                .containsEntry(PixelfluxConstants.CODEC, "h264")
                .containsEntry(PixelfluxConstants.FRAME_ID, 1L)
                .containsEntry(PixelfluxConstants.Y, 256)
                .containsEntry(PixelfluxConstants.WIDTH, 640)
                .containsEntry(PixelfluxConstants.HEIGHT, 128)
                .containsEntry(PixelfluxConstants.KEY_FRAME, false)
                .containsEntry(PixelfluxConstants.LAST_OF_FRAME, true)
                .containsEntry(PixelfluxConstants.STRIPE_COUNT, 1)
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, 640)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, 480)
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "video/h264");
        assertThat(stripe.body()).startsWith(0, 0, 0, 1);
    }

    @Test
    void deliversThePixelsOfTheRegion() throws Exception {
        paint.fill(0, 0, 640, 480, 0x336699);
        paint.fill(200, 100, 101, 51, 0xFF8800);

        route("region", screen("x=200&y=100&width=101&height=51&jpegQuality=95"), probe);

        List<Received> frame = probe.nextFrame();
        assertWholePicture(frame);
        byte[] body = frame.get(0).body();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(body));
        assertThat(frame).hasSize(1);
        assertThat(image.getWidth()).isEqualTo(101);
        assertThat(image.getHeight()).isEqualTo(51);
        for (int y = 0; y < 51; y++) {
            for (int x = 0; x < 101; x++) {
                assertCloseTo(new Color(image.getRGB(x, y)), 0xFF, 0x88, 0x00);
            }
        }
    }

    @Test
    void failsTheStartOfTheRouteForARegionOutsideOfTheScreen() {
        assertThatThrownBy(() -> route("wide", screen("x=600&width=100"), probe))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("width: 100 is out of range, allowed 1..40");
        assertThatThrownBy(() -> route("low", screen("y=480"), probe))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("y: 480 is out of range, allowed 0..479");
    }

    @Test
    void showsAfterResumeWhatWasPaintedWhileSuspended() throws Exception {
        paint.fill(0, 0, 640, 480, 0x336699);
        route("screen", screen("jpegQuality=95"), probe);
        assertWholePicture(probe.nextFrame());

        context.getRouteController().suspendRoute("screen");
        paint.fill(0, 0, 640, 480, 0xFF8800);
        assertThat(probe.isEmpty()).isTrue();
        context.getRouteController().resumeRoute("screen");

        List<Received> frame = probe.nextFrame();
        assertWholePicture(frame);
        for (Received stripe : frame) {
            byte[] body = stripe.body();
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(body));
            assertCloseTo(new Color(image.getRGB(320, 16)), 0xFF, 0x88, 0x00);
        }
    }

    private String screen(String options) {
        return "pixelflux:" + display.source() + "?display=" + display.name() + "&" + options;
    }

    private static void assertCloseTo(Color color, int red, int green, int blue) {
        assertThat(color.getRed()).isBetween(red - 3, red + 3);
        assertThat(color.getGreen()).isBetween(green - 3, green + 3);
        assertThat(color.getBlue()).isBetween(blue - 3, blue + 3);
    }
}
