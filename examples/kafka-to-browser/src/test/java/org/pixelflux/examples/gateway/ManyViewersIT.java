// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.Picture;

/**
 * Hundreds of viewers of one gateway, and what may happen to them: in the end each decodes what the
 * screen shows. {@code benchmarks/run gateway} measures by it, with longer times, for
 * docs/results/gateway.
 */
class ManyViewersIT {

    /** In the gateway 4 MiB, in the sockets' buffers less. */
    private static final long MANY_TIMES_WHAT_WAITS = 32 << 20;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int VIEWERS = Integer.getInteger("viewers", 300);
    private static final int PAINTS_A_SECOND = Integer.getInteger("paints", 10);
    private static final Duration STILL = Duration.ofSeconds(Integer.getInteger("still", 1));
    private static final int STALL_SECONDS = Integer.getInteger("stall", 2);
    private static final int MEASURED_SECONDS = Integer.getInteger("measured", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MILLIS = "ms";

    /** In decibels: two drawings of one picture. */
    private static final double SAME = 30;

    private static final MeasuredViewers MEASURED = new MeasuredViewers();

    private static LocalBroker broker;

    @TempDir private Path elsewhere;
    private final WebSocketClient client = RecordingViewer.client();
    private final StripeHistories histories = new StripeHistories();
    private final List<RecordingViewer> viewers = new ArrayList<>();
    private Programs programs;
    private MovingScreen screen;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start();
    }

    @AfterAll
    static void closeBroker() throws Exception {
        broker.close();
        MEASURED.write();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName();
        programs = Programs.of(elsewhere, broker.address(), name);
        client.start();
    }

    @AfterEach
    void close() throws Exception {
        viewers.forEach(RecordingViewer::close);
        client.stop();
        screen.close();
    }

    @Test
    void allHaveThePictureWhoComeAtOnce() throws Exception {
        screen = MovingScreen.calm(WIDTH, HEIGHT);
        try (RunScript program = programs.screen(screen.display(), "h264");
                RunScript gateway = programs.gateway()) {
            screen.move(PAINTS_A_SECOND);
            come(1);
            awaitSeconds(MEASURED_SECONDS);

            long start = System.nanoTime();
            come(VIEWERS - 1);
            awaitWhole();
            MEASURED.add(
                    (VIEWERS - 1) + " come at once to a moving picture: the whole of it",
                    MILLIS,
                    whole(viewers.subList(1, VIEWERS), start));

            RecordingViewer first = viewers.get(0);
            long keyFrames = first.keyFrames();
            long frames = first.frames();
            Duration before = gateway.processorTime();
            viewers.forEach(RecordingViewer::takeAgeMillis);
            long measured = System.nanoTime();
            awaitSeconds(MEASURED_SECONDS);
            double seconds = (System.nanoTime() - measured) / 1e9;
            double used = gateway.processorTime().minus(before).toNanos() / 1e9 / seconds;
            String gatewayOfAll = "the gateway with " + VIEWERS + " viewers: ";
            MEASURED.add(
                    gatewayOfAll + "frames to each",
                    "a second",
                    (first.frames() - frames) / seconds);
            MEASURED.add(gatewayOfAll + "processor time", "% of a core", 100 * used);
            MEASURED.add(
                    gatewayOfAll
                            + "key frames of all stripes, counted for "
                            + MEASURED_SECONDS
                            + " s",
                    "a minute",
                    (first.keyFrames() - keyFrames) * 60 / seconds);
            MEASURED.add(
                    "age of a frame at a viewer, from the capture through Kafka",
                    MILLIS,
                    viewers.stream().flatMap(viewer -> viewer.takeAgeMillis().stream()).toList());

            assertAllShow(screen.rest());
            assertUnharmed(program, gateway);
        }
    }

    @Test
    @Tag("nightly")
    void allHaveThePictureWhoComeWhenItHasBeenStill() throws Exception {
        screen = MovingScreen.calm(WIDTH, HEIGHT);
        try (RunScript program = programs.screen(screen.display(), "h264");
                RunScript gateway = programs.gateway()) {
            screen.move(PAINTS_A_SECOND);
            come(1);
            awaitWhole();
            awaitSeconds(STALL_SECONDS);
            Picture shown = screen.rest();
            assertAllShow(shown);
            await().timeout(STILL.plus(PATIENCE)).pollDelay(STILL).until(() -> true);

            long one = System.nanoTime();
            come(1);
            awaitWhole();
            long all = System.nanoTime();
            come(VIEWERS - 2);
            awaitWhole();

            String still =
                    "the picture is still for " + STILL.toSeconds() + " s: the whole of it, for ";
            MEASURED.add(still + "one that comes", MILLIS, whole(viewers.subList(1, 2), one));
            MEASURED.add(
                    still + (VIEWERS - 2) + " more that come at once",
                    MILLIS,
                    whole(viewers.subList(2, VIEWERS), all));
            assertAllShow(shown);
            assertUnharmed(program, gateway);
        }
    }

    /** GatewayPictureIT has it with one viewer, in a browser. */
    @Test
    @Tag("nightly")
    void allHaveThePictureAgainAfterTheBrokerWasAway() throws Exception {
        screen = MovingScreen.calm(WIDTH, HEIGHT);
        try (RunScript program =
                        programs.screen(List.of("--display=" + screen.display(), "--mode=h264"));
                RunScript gateway = programs.gateway()) {
            screen.move(PAINTS_A_SECOND);
            come(VIEWERS);
            awaitWhole();
            List<Integer> connections = connections();

            broker.stop();
            // The broker is away for so long that the program gives up what it has for it.
            await().atMost(PATIENCE).until(() -> program.errors().contains("lost y="));
            long frames = viewers.get(0).frames();
            long start = System.nanoTime();
            broker.startAgain();
            await().atMost(PATIENCE).until(() -> viewers.get(0).frames() > frames);
            MEASURED.add(
                    "the broker was away: the first frame after its start has begun",
                    "s",
                    (System.nanoTime() - start) / 1e9);

            assertAllShow(screen.rest());
            assertThat(connections()).isEqualTo(connections);
            assertThat(gateway.errors()).isEmpty();
        }
    }

    /** GatewayPictureIT has it with one viewer, in a browser. */
    @Test
    @Tag("nightly")
    void allHaveThePictureAgainAfterTheGatewayWasKilled() throws Exception {
        screen = MovingScreen.calm(WIDTH, HEIGHT);
        try (RunScript program = programs.screen(screen.display(), "h264")) {
            RunScript killed = programs.gateway();
            screen.move(PAINTS_A_SECOND);
            come(VIEWERS);
            awaitWhole();

            killed.close();
            awaitSeconds(STALL_SECONDS);
            try (RunScript gateway = programs.gateway()) {
                long start = System.nanoTime();
                awaitWhole();
                MEASURED.add(
                        "the gateway was killed: the whole picture for all after it serves again",
                        MILLIS,
                        whole(viewers, start));

                assertAllShow(screen.rest());
                assertUnharmed(program, gateway);
            }
        }
    }

    @Test
    @Tag("nightly")
    void oneThatStallsHarmsNobodyAndHasThePictureInTheEnd() throws Exception {
        // More has to wait than the sockets' buffers hold.
        screen = MovingScreen.noisy(WIDTH, HEIGHT);
        try (RunScript program = programs.screen(screen.display(), "h264");
                RunScript gateway = programs.gateway()) {
            screen.move(PAINTS_A_SECOND);
            come(3);
            awaitWhole();
            RecordingViewer stalled = viewers.get(0);
            RecordingViewer other = viewers.get(1);
            long before = other.frames() - stalled.frames();

            stalled.stall();
            awaitSeconds(STALL_SECONDS);
            long bytes = other.bytes();
            await().atMost(PATIENCE).until(() -> other.bytes() > bytes + MANY_TIMES_WHAT_WAITS);
            stalled.goOn();

            assertAllShow(screen.rest());
            long missed = other.frames() - stalled.frames() - before;
            MEASURED.add(
                    "a viewer took nothing for " + STALL_SECONDS + " s: what it missed",
                    "% of the others' frames",
                    100.0 * missed / other.frames());
            assertThat(missed).as("frames that nobody kept for it").isPositive();
            assertUnharmed(program, gateway);
        }
    }

    private void come(int number) {
        URI uri = URI.create(programs.url().replace("http", "ws") + "stream");
        for (int i = 0; i < number; i++) {
            viewers.add(RecordingViewer.connect(client, uri, histories));
        }
    }

    private void awaitWhole() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(viewers).allMatch(viewer -> viewer.wholeNanos() != 0));
    }

    /** While the screen moves. */
    private void awaitSeconds(int seconds) {
        int paints = screen.paints() + seconds * PAINTS_A_SECOND;
        await().atMost(Duration.ofSeconds(seconds).plus(PATIENCE))
                .until(() -> screen.paints() >= paints);
    }

    private static List<Double> whole(List<RecordingViewer> some, long sinceNanos) {
        return some.stream().map(viewer -> (viewer.wholeNanos() - sinceNanos) / 1e6).toList();
    }

    private void assertAllShow(Picture shown) {
        // A viewer that lost something is sent a key frame, so all viewers are sent the same in the
        // end. A look before that would decode for nothing, on a busy machine for minutes.
        await().atMost(PATIENCE.multipliedBy(3))
                .untilAsserted(
                        () ->
                                assertThat(
                                                viewers.stream()
                                                        .map(RecordingViewer::rows)
                                                        .distinct()
                                                        .count())
                                        .as(() -> "different pictures of " + viewers)
                                        .isEqualTo(1));
        await().atMost(PATIENCE.multipliedBy(3))
                .untilAsserted(
                        () ->
                                assertThat(viewers)
                                        .allSatisfy(
                                                viewer -> {
                                                    Picture picture = viewer.picture();
                                                    assertThat(picture.area())
                                                            .isEqualTo(shown.area());
                                                    assertThat(picture.worstLumaPsnr(shown, 8))
                                                            .isGreaterThan(SAME);
                                                }));
        assertThat(viewers).extracting(RecordingViewer::faults).containsOnly(0L);
    }

    private List<Integer> connections() {
        return viewers.stream().map(RecordingViewer::connections).toList();
    }

    private static void assertUnharmed(RunScript program, RunScript gateway) throws Exception {
        assertThat(program.errors()).isEmpty();
        assertThat(gateway.errors()).isEmpty();
    }
}
