// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.X11Paint;

/** Waits on what a route captures of a display. */
@Tag("camel-versions")
class PixelfluxWaitIT extends PixelfluxDisplayTestSupport {

    private final PictureProbe pictures = new PictureProbe();

    @BeforeEach
    void startRoute() throws Exception {
        route("screen", screen() + "&delivery=picture", pictures);
        pictures.next();
    }

    /** Has begun when this returns. */
    private CompletableFuture<Exchange> waitFor(String condition) {
        CompletableFuture<Exchange> answer =
                template.asyncSend(
                        "pixelflux:screen?operation=wait&captureId=screen&waitTimeout=1h&waitFor="
                                + condition,
                        exchange -> {});
        await().until(PixelfluxWaitIT::isLooking);
        return answer;
    }

    /** Whether a wait knows what the screen showed, and looks at a capture that runs. */
    private static boolean isLooking() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(ScreenWaits.class.getName())
                                        && frame.getMethodName().equals("await"));
    }

    private static void assertReached(CompletableFuture<Exchange> answer) throws Exception {
        Exchange exchange = answer.get(60, TimeUnit.SECONDS);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(PixelfluxConstants.REACHED, true)
                .containsEntry(PixelfluxConstants.CAPTURE, "screen")
                .containsKey(PixelfluxConstants.EPOCH);
    }

    @Test
    void aChangeIsSeenByTheCaptureThatRuns() throws Exception {
        try (X11Paint paint = new X11Paint(display.name())) {
            List<String> before = sockets();
            CompletableFuture<Exchange> changed = waitFor("change");
            assertThat(sockets()).isEqualTo(before);
            paint.fill(10, 20, 30, 40, 0x2060A0);

            assertReached(changed);
            assertThat(sockets()).isEqualTo(before);
        }
    }

    @Test
    void aWaitGoesOnByItselfWhenTheRoutePausesAndMissesNothing() throws Exception {
        try (X11Paint paint = new X11Paint(display.name())) {
            CompletableFuture<Exchange> changed = waitFor("change");
            consumer("screen").pauseCapture();
            paint.fill(10, 20, 30, 40, 0x2060A0);

            assertReached(changed);
            assertThat(pictures.isEmpty()).isTrue();
        }
    }
}
