// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.relay.FrameEnd;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.relay.Subscription;
import org.pixelflux.relay.Viewer;

class CaptureRouteTest {

    /** Takes everything at once. */
    private static final class Messages implements Viewer {
        final List<RelayMessage> all = new CopyOnWriteArrayList<>();

        @Override
        public void send(RelayMessage message, Runnable done) {
            all.add(message);
            done.run();
        }

        boolean has(Class<? extends RelayMessage> type) {
            return all.stream().anyMatch(type::isInstance);
        }

        /** A refresh that is for who has seen a frame, and not for everybody. */
        boolean hasARefreshSinceAFrame() {
            return all.stream()
                    .filter(RelayFrame.class::isInstance)
                    .map(message -> ((RelayFrame) message).mixed().refresh())
                    .anyMatch(refresh -> refresh != null && !refresh.fromNothing());
        }
    }

    private static void await60(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).until(condition);
    }

    @ParameterizedTest
    @EnumSource
    void relaysEveryMode(CaptureMode mode) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CaptureRoute route = new CaptureRoute("pixelflux:synthetic?mode=" + mode);
            context.addRoutes(route);
            context.start();
            Messages viewer = new Messages();
            route.find(null).orElseThrow().relay().subscribe(viewer, 1 << 20);

            boolean mixed = mode == CaptureMode.MIXED;
            await60(() -> viewer.has(mixed ? RelayFrame.class : FrameEnd.class));
            assertThat(viewer.has(RelayStripe.class)).isEqualTo(!mixed);
            assertThat(viewer.has(FrameEnd.class)).as("nothing follows").isEqualTo(!mixed);
        }
    }

    @Test
    void relaysStripesThatComeOneByOne() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CaptureRoute route = new CaptureRoute("pixelflux:synthetic?delivery=stripe&mode=h264");
            context.addRoutes(route);
            context.start();
            Messages viewer = new Messages();
            route.find(null).orElseThrow().relay().subscribe(viewer, 1 << 20);

            await60(() -> viewer.has(RelayStripe.class) && viewer.has(FrameEnd.class));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivery=picture | delivery: picture is not possible for a page, allowed frame,",
                "delivery=changes | delivery: changes is not possible for a page, allowed frame,",
                "delivery=stripe&wireHeader=2 | wireHeader: 2 is not possible for a page",
                "delivery=STRIPE&wireHeader=none | wireHeader: none is not possible for a page",
            })
    void refusesWhatThePageCannotDraw(String options, String complaint) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(
                            () ->
                                    context.addRoutes(
                                            new CaptureRoute("pixelflux:synthetic?" + options)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(complaint);
        }
    }

    @Test
    void followsEveryChangeOfTheMode() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CaptureRoute route = new CaptureRoute("pixelflux:synthetic?mode=jpeg");
            context.addRoutes(route);
            context.start();
            Messages viewer = new Messages();
            route.find(null).orElseThrow().relay().subscribe(viewer, 1 << 20);
            await60(() -> viewer.has(RelayStripe.class));

            route.update(null, Map.of("mode", "mixed"));
            await60(() -> viewer.has(RelayFrame.class));

            viewer.all.clear();
            route.update(null, Map.of("mode", "h264"));
            await60(() -> viewer.has(RelayStripe.class));
        }
    }

    @Test
    void asksForWhatAViewerLacks() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CaptureRoute route = new CaptureRoute("pixelflux:synthetic?mode=mixed");
            context.addRoutes(route);
            context.start();
            Messages viewer = new Messages();
            Subscription subscription =
                    route.find(null).orElseThrow().relay().subscribe(viewer, 1 << 20);
            await60(() -> viewer.has(RelayFrame.class));
            RelayFrame last = (RelayFrame) viewer.all.get(viewer.all.size() - 1);

            await60(
                    () -> {
                        // Nobody is asked while a whole picture is still being sent.
                        subscription.requestRefresh(
                                new FrameNumber(last.mixed().epoch(), last.frameId()));
                        return viewer.hasARefreshSinceAFrame();
                    });
        }
    }
}
