// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/**
 * A screen, its program in mode mixed, a broker and gateways: what their viewers show is the
 * screen, bit for bit, whatever was stopped meanwhile and came back.
 */
@Timeout(300)
class MixedPicturesIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path elsewhere;

    private final Random random = new Random(1);
    private final Picture screen = new Picture(WIDTH, HEIGHT);
    private LocalBroker broker;
    private XvfbDisplay display;
    private X11Paint paint;
    private Programs programs;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start();
        display = XvfbDisplay.start(WIDTH, HEIGHT);
        paint = new X11Paint(display.name());
        fill(screen.area());
        programs = Programs.of(elsewhere, broker.address(), "mixed");
    }

    @AfterEach
    void stop() {
        paint.close();
        display.close();
        broker.close();
    }

    @Test
    void areTheScreenWhateverWasStopped() throws Exception {
        RunScript program = programs.screen(display.name(), "mixed");
        DrawingGateway other = gateway();
        try (DrawingGateway gateway = gateway()) {
            awaitScreen(gateway, other);
            FrameNumber before = gateway.shown();

            other.close();
            paintSome();
            awaitScreen(gateway);
            other = gateway();
            awaitScreen(gateway, other);
            paintSome();
            awaitScreen(gateway, other);
            assertThat(gateway.shown().epoch()).as("of the same capture").isEqualTo(before.epoch());

            broker.stop();
            paintSome();
            RunScript losing = program;
            await().atMost(PATIENCE).until(() -> losing.errors().contains("lost frame"));
            broker.startAgain();
            paintSome();
            awaitScreen(gateway, other);
            assertThat(gateway.shown().epoch()).as("of the same capture").isEqualTo(before.epoch());

            program.close();
            paintSome();
            program = programs.screen(display.name(), "mixed");
            awaitScreen(gateway, other);
            paintSome();
            awaitScreen(gateway, other);
            assertThat(gateway.shown().epoch()).isGreaterThan(before.epoch());
            assertThat(gateway.refused()).isZero();
            assertThat(other.refused()).isZero();
        } finally {
            other.close();
            program.close();
        }
    }

    private DrawingGateway gateway() throws Exception {
        return new DrawingGateway(broker.address(), programs.topic(), "desk");
    }

    private void awaitScreen(DrawingGateway... gateways) {
        for (DrawingGateway gateway : gateways) {
            await().atMost(PATIENCE).until(() -> gateway.shows(screen));
        }
    }

    /** Flat parts: what images would lose of others is not to be told from what went wrong. */
    private void paintSome() {
        for (int i = 0; i < 20; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            int x = random.nextInt(WIDTH - width + 1);
            int y = random.nextInt(HEIGHT - height + 1);
            fill(new Area(x, y, width, height));
        }
    }

    private void fill(Area area) {
        int rgb = random.nextInt() & 0xffffff;
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        screen.fill(area, rgb);
    }
}
