// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.StripeProbe.Received;

/** The synthetic cursor: it moves 7 pixels to the right and 5 down with every frame. */
class PixelfluxCursorTest extends PixelfluxTestSupport {

    private static final String BUSY_WITH_CURSOR = BUSY + "&cursorEvents=true";

    /** Nothing moves but the cursor. */
    private static final String CURSOR_ALONE = STILL + "&fps=240&cursorEvents=true";

    /** As long as it has not met an edge of the picture of 320x200. */
    private static final int STEPS = 35;

    private static final Set<String> OF_A_MOVE =
            Set.of(
                    PixelfluxConstants.CURSOR_X,
                    PixelfluxConstants.CURSOR_Y,
                    PixelfluxConstants.CURSOR_VISIBLE,
                    PixelfluxConstants.CURSOR_SHAPE_ID,
                    PixelfluxConstants.CURSOR_WIDTH,
                    PixelfluxConstants.CURSOR_HEIGHT,
                    PixelfluxConstants.CURSOR_HOTSPOT_X,
                    PixelfluxConstants.CURSOR_HOTSPOT_Y,
                    PixelfluxConstants.CAPTURE,
                    PixelfluxConstants.EPOCH,
                    PixelfluxConstants.REASON,
                    PixelfluxConstants.CAPTURE_TIME,
                    PixelfluxConstants.MESSAGE_TIMESTAMP);

    private final StripeProbe probe = new StripeProbe();

    private static void assertIsAtStep(Received cursor, int step) {
        assertThat(cursor.headers())
                .doesNotContainKey(PixelfluxConstants.CODEC)
                .containsEntry(PixelfluxConstants.CURSOR_X, 7 * step)
                .containsEntry(PixelfluxConstants.CURSOR_Y, 5 * step)
                .containsEntry(PixelfluxConstants.CURSOR_VISIBLE, true)
                .containsEntry(PixelfluxConstants.CURSOR_WIDTH, 12)
                .containsEntry(PixelfluxConstants.CURSOR_HEIGHT, 18)
                .containsEntry(PixelfluxConstants.CURSOR_HOTSPOT_X, 1)
                .containsEntry(PixelfluxConstants.CURSOR_HOTSPOT_Y, 1);
    }

    private static int shapeId(Received cursor) {
        return cursor.header(PixelfluxConstants.CURSOR_SHAPE_ID, Integer.class);
    }

    private static void assertHasTheArrow(Received cursor) throws Exception {
        assertThat(cursor.headers()).containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/png");
        assertThat(shapeId(cursor)).isPositive();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(cursor.body()));
        assertThat(image.getWidth()).isEqualTo(12);
        assertThat(image.getHeight()).isEqualTo(18);
        assertThat(image.getRGB(0, 0)).as("rim").isEqualTo(0xFF000000);
        assertThat(image.getRGB(1, 2)).as("arrow").isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(11, 0)).as("beside").isZero();
        assertThat(image.getRGB(0, 0, 12, 18, null, 0, 12)).as("shadow").contains(0x80000000);
    }

    @Test
    void deliversTheCursorBeforeTheStripesOfItsMoment() throws Exception {
        route("busy", BUSY_WITH_CURSOR, probe);

        for (int step = 0; step < STEPS; step++) {
            Received cursor = probe.next();
            assertIsAtStep(cursor, step);
            for (Received stripe : probe.nextFrame()) {
                assertThat(stripe.frameId()).isEqualTo(step);
                assertThat(stripe.header(PixelfluxConstants.CODEC, String.class)).isEqualTo("jpeg");
                assertThat(stripe.captureNanos()).isEqualTo(cursor.captureNanos());
                assertThat(cursor.headers())
                        .containsEntry(
                                PixelfluxConstants.EPOCH,
                                stripe.header(PixelfluxConstants.EPOCH, Long.class))
                        .containsEntry(
                                PixelfluxConstants.REASON, step == 0 ? "keyFrame" : "change");
                assertThat(stripe.thread()).isEqualTo(cursor.thread());
                assertThat(stripe.headers().keySet())
                        .noneMatch(name -> name.startsWith("CamelPixelfluxCursor"));
            }
        }
    }

    @Test
    void sendsTheShapeWhenItIsNew() throws Exception {
        route("busy", BUSY_WITH_CURSOR, probe);

        Received first = probe.next();
        assertHasTheArrow(first);
        assertThat(first.headers()).hasSize(OF_A_MOVE.size() + 1).containsKeys(keys());
        for (int step = 1; step < STEPS; step++) {
            probe.nextFrame();
            Received move = probe.next();
            assertThat(move.body()).isNull();
            assertThat(move.headers()).containsOnlyKeys(keys());
            assertThat(shapeId(move)).isEqualTo(shapeId(first));
        }
    }

    private static String[] keys() {
        return OF_A_MOVE.toArray(String[]::new);
    }

    @Test
    void deliversTheCursorWhenNothingElseMoves() throws Exception {
        route("still", CURSOR_ALONE, probe);

        assertIsAtStep(probe.next(), 0);
        StripeProbe.assertWholePicture(probe.nextFrame());
        for (int step = 1; step < STEPS; step++) {
            assertIsAtStep(probe.next(), step);
        }
    }

    @Test
    void sendsTheShapeAgainWithAKeyFrame() throws Exception {
        route("still", CURSOR_ALONE, probe);
        int shape = shapeId(probe.next());
        probe.nextFrame();

        consumer("still").requestKeyFrame();

        Received again = probe.next();
        while (again.body() == null) {
            again = probe.next();
        }
        assertHasTheArrow(again);
        assertThat(shapeId(again)).isEqualTo(shape);
        List<Received> frame = probe.nextFrame();
        StripeProbe.assertWholePicture(frame);
        assertThat(frame.get(0).frameId()).isEqualTo(1);
    }

    @Test
    void sendsNoCursorUnlessAskedTo() throws Exception {
        route("busy", BUSY + "&captureCursor=true", probe);

        for (int i = 0; i < 40; i++) {
            assertThat(probe.next().isCursor()).isFalse();
        }
    }

    @Test
    void splitsStripesFromNewsOfTheCursorAsThePageShows() throws Exception {
        StripeProbe shapes = new StripeProbe();
        StripeProbe places = new StripeProbe();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY_WITH_CURSOR)
                                .choice()
                                .when(header(PixelfluxConstants.CODEC).isNotNull())
                                .to("direct:stripe")
                                .when(body().isNotNull())
                                .to("direct:cursorShape")
                                .otherwise()
                                .to("direct:cursorPlace");
                        from("direct:stripe").process(probe);
                        from("direct:cursorShape").process(shapes);
                        from("direct:cursorPlace").process(places);
                    }
                });

        for (int frame = 0; frame < STEPS; frame++) {
            assertThat(probe.nextFrame()).allMatch(stripe -> !stripe.isCursor());
        }
        assertHasTheArrow(shapes.next());
        for (int step = 1; step < STEPS; step++) {
            assertIsAtStep(places.next(), step);
        }
        assertThat(shapes.isEmpty()).isTrue();
    }

    @Test
    void leavesNothingInPooledExchanges() throws Exception {
        context.stop();
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        context.start();
        route("busy", BUSY_WITH_CURSOR, probe);

        assertHasTheArrow(probe.next());
        Set<String> ofAStripe = probe.nextFrame().get(0).headers().keySet();
        for (int step = 1; step < STEPS; step++) {
            Received move = probe.next();
            assertIsAtStep(move, step);
            assertThat(move.body()).isNull();
            assertThat(move.headers()).containsOnlyKeys(keys());
            Set<Set<String>> names =
                    probe.nextFrame().stream()
                            .map(stripe -> stripe.headers().keySet())
                            .collect(Collectors.toSet());
            assertThat(names).containsExactly(ofAStripe);
        }
    }

    @Test
    void handsAnExceptionOfTheRouteToTheHandlerAndGoesOn() throws Exception {
        RecordingExceptionHandler handler = new RecordingExceptionHandler();
        context.getRegistry().bind("handler", handler);
        IllegalStateException mistake = new IllegalStateException("a mistake of the route");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(BUSY_WITH_CURSOR + "&exceptionHandler=#handler")
                                .filter(header(PixelfluxConstants.CODEC).isNull())
                                .throwException(mistake)
                                .end()
                                .process(probe);
                    }
                });

        for (int frame = 0; frame < 10; frame++) {
            assertThat(probe.nextFrame().get(0).frameId()).isEqualTo(frame);
        }
        assertThat(handler.handled())
                .hasSizeGreaterThanOrEqualTo(10)
                .allMatch(handled -> handled.cause() == mistake);
    }

    @Test
    void capturesNothingAheadForASlowRoute() throws Exception {
        Semaphore release = new Semaphore(0);
        route(
                "slow",
                CURSOR_ALONE,
                exchange -> {
                    probe.process(exchange);
                    assertThat(release.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                });
        StripeProbe fast = new StripeProbe();
        route("fast", BUSY, fast);

        probe.next();
        release.release(4);
        probe.nextFrame();
        for (int step = 1; step <= 4; step++) {
            for (int i = 0; i < 20; i++) {
                fast.nextFrame();
            }
            assertThat(probe.isEmpty()).isTrue();
            long released = System.nanoTime();
            release.release();
            Received cursor = probe.next();
            assertIsAtStep(cursor, step);
            assertThat(cursor.captureNanos()).isGreaterThan(released);
        }
        release.release(1_000_000);
    }

    /** Suspending must not wait for the route, also when that is busy with the cursor. */
    @Test
    void dropsTheStripesAfterTheCursorWhenSuspended() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        route(
                "busy",
                BUSY_WITH_CURSOR,
                exchange -> {
                    probe.process(exchange);
                    inTheMiddle.countDown();
                    assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(inTheMiddle.await(60, TimeUnit.SECONDS)).isTrue();
        // Not the route: that would wait for the exchange which is on its way.
        consumer("busy").suspend();
        goOn.countDown();
        consumer("busy").resume();

        assertIsAtStep(probe.next(), 0);
        assertIsAtStep(probe.next(), 0);
        StripeProbe.assertWholePicture(probe.nextFrame());
    }
}
