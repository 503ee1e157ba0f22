// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.X11Paint;

/** A route with mode=mixed from a real X server, which fails at random. */
@Tag(TestScreen.ANY)
class PixelfluxMixedScreenIT extends PixelfluxTestSupport {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int LINE = 16;
    private static final int FAILURES = 20;

    private final Random letters = new Random(1);
    private final Random failures = new Random(2);
    private final AtomicBoolean failing = new AtomicBoolean(true);
    private final PictureAssembler picture = new PictureAssembler();
    private TestScreen display;
    private Paint paint;

    @BeforeEach
    void startDisplay() {
        display = TestScreen.start(WIDTH, HEIGHT);
        paint = display.paint();
        for (int y = 0; y < HEIGHT; y += LINE) {
            paint.image(0, y, line());
        }
    }

    @AfterEach
    void stopDisplay() {
        // The routes end first; otherwise they would report the loss of their display.
        context.stop();
        paint.close();
        display.close();
    }

    /** Something like text: dark dots on white, in cells of 8x16 pixels. */
    private Picture line() {
        Picture line = new Picture(WIDTH, LINE);
        line.fill(line.area(), 0xFFFFFF);
        for (int x = 0; x < WIDTH; x += 8) {
            for (int i = 0; i < 12; i++) {
                line.set(x + letters.nextInt(7), 2 + letters.nextInt(12), 0x202020);
            }
        }
        return line;
    }

    private void scroll() {
        Area below = new Area(0, LINE, WIDTH, HEIGHT - LINE);
        paint.carryOut(List.of(new X11Paint.Copy(X11Paint.SCREEN, below, 0, 0)));
        paint.image(0, HEIGHT - LINE, line());
    }

    private void receive(Exchange exchange) {
        if (failing.get() && failures.nextInt(3) == 0) {
            throw new IllegalArgumentException("on purpose");
        }
        MixedFrame frame = exchange.getMessage().getBody(MixedFrame.class);
        synchronized (picture) {
            picture.draw(frame);
        }
    }

    @Test
    void leavesWhoAppliesWhatWentWellWithTheScreenAtRest() throws Exception {
        String screen =
                "pixelflux:"
                        + display.source()
                        + "?mode=mixed&videoRectangles=false&fps=240&display="
                        + display.name();
        context.getRegistry().bind("handler", new RecordingExceptionHandler());
        route("r", screen + "&exceptionHandler=#handler", this::receive);
        CaptureStatistics statistics = consumer("r").getStatistics();
        while (statistics.failedExchanges() < FAILURES) {
            scroll();
        }
        failing.set(false);

        Picture expected = snapshot();
        await().until(() -> shows(expected));

        assertThat(statistics.losses()).isZero();
    }

    private boolean shows(Picture expected) {
        synchronized (picture) {
            return picture.isWhole()
                    && Picture.of(picture.image()).largestError(expected, expected.area()) == 0;
        }
    }

    /** What the operation snapshot says of the screen that the route captures. */
    private Picture snapshot() {
        byte[] png =
                template.requestBody(
                        "pixelflux:screen?operation=snapshot&captureId=r", null, byte[].class);
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            return Picture.of(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
