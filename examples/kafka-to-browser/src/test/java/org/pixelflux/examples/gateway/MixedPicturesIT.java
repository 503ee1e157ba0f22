// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.MovingWindows;
import org.pixelflux.support.Picture;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.ViewerPage;

/**
 * A screen with cursor and watermark, its program in mode mixed, a broker, the gateway, a browser,
 * and beside it a viewer in Java: at rest they show the screen, bit for bit, whatever moved before,
 * and whatever was killed and came back.
 */
class MixedPicturesIT {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What one program lives through. */
    private static final int FRAMES = 75;

    @TempDir private Path elsewhere;

    private LocalBroker broker;
    private Chromium chromium;
    private MovingWindows screen;
    private Programs programs;
    private RunScript program;
    private RunScript gateway;
    private ViewerPage page;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start();
        chromium = new Chromium();
        screen = new MovingWindows(WIDTH, HEIGHT, 1, elsewhere);
        programs = Programs.of(elsewhere, broker.address(), "mixed");
        startProgram();
        gateway = programs.gateway();
        page = new ViewerPage(chromium.open(programs.url()));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        program.close();
        screen.close();
        chromium.close();
        broker.close();
    }

    private void startProgram() throws IOException {
        List<String> options = new ArrayList<>(List.of("--mode=mixed", "--fps=60"));
        screen.options().forEach((name, value) -> options.add("--" + name + "=" + value));
        program = programs.screen(options);
    }

    @Test
    void areTheScreenWhateverWasKilled() throws Exception {
        try (DrawingGateway other = viewer()) {
            move(FRAMES);
            awaitScreen(other);
            FrameNumber before = other.shown();

            killGateway();
            move(FRAMES);
            awaitScreen(other);
            try (DrawingGateway late = viewer()) {
                awaitScreen(late);
            }

            killBroker();
            move(FRAMES);
            awaitScreen(other);
            assertThat(other.shown().epoch()).as("of the same capture").isEqualTo(before.epoch());

            killProgram();
            move(FRAMES);
            awaitScreen(other);
            assertThat(other.shown().epoch()).isGreaterThan(before.epoch());
            assertThat(other.refused()).isZero();
        }
        assertThat(page.count("connections")).isEqualTo(2);
        assertUnharmed();
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void areTheScreenForLong() throws Exception {
        Random random = new Random(2);
        for (int frames = 0; frames < 10_000; frames += FRAMES) {
            move(FRAMES);
            awaitScreen();
            switch (random.nextInt(10)) {
                case 0 -> killGateway();
                case 1 -> killBroker();
                case 2 -> killProgram();
                default -> {}
            }
        }
        assertUnharmed();
    }

    private void killGateway() throws Exception {
        gateway.close();
        screen.move();
        gateway = programs.gateway();
    }

    /** For so long that the program gives frames up. */
    private void killBroker() throws Exception {
        int before = program.errors().length();
        broker.kill();
        screen.move();
        await().atMost(PATIENCE)
                .until(() -> program.errors().substring(before).contains("lost frame"));
        broker.startAgain();
    }

    private void killProgram() throws Exception {
        program.close();
        screen.move();
        startProgram();
    }

    private DrawingGateway viewer() throws Exception {
        return new DrawingGateway(broker.address(), programs.topic(), "desk");
    }

    /** Until the page has shown so many frames. */
    private void move(int frames) {
        long end = page.count("frames") + frames;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            screen.move();
                            return page.count("frames") >= end;
                        });
    }

    /** The screen is at rest. */
    private void awaitScreen(DrawingGateway... viewers) {
        Picture shown = screen.shown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(page.differences(shown)).isEmpty());
        for (DrawingGateway viewer : viewers) {
            await().atMost(PATIENCE).until(() -> viewer.shows(shown));
        }
    }

    private void assertUnharmed() throws Exception {
        assertThat(page.stats()).containsEntry("mode", "mixed").containsEntry("decoderErrors", 0L);
        assertThat(gateway.errors()).isEmpty();
    }
}
