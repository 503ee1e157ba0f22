// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.PixelfluxException;
import org.pixelflux.support.PortalDesktop;

/** A route of a screen that a user shares, or not. */
class PixelfluxPortalIT extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();
    private final RecordingExceptionHandler handler = new RecordingExceptionHandler();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private PortalDesktop desktop;

    @TempDir private Path directory;

    @BeforeEach
    void startDesktop() {
        desktop = new PortalDesktop(320, 240);
        context.getRegistry().bind("handler", handler);
    }

    @AfterEach
    void stopDesktop() {
        other.shutdownNow();
        desktop.close();
    }

    private void start() throws Exception {
        route(
                "screen",
                "pixelflux:portal?display=RAW("
                        + desktop.bus()
                        + ")&restoreTokenFile="
                        + directory.resolve("token")
                        + "&exceptionHandler=#handler",
                probe);
    }

    /** Paints as soon as so many captures have come. */
    private Future<?> paintWhenSeen(int soFar) {
        return other.submit(
                () -> {
                    desktop.awaitViewers(soFar);
                    desktop.fill(0, 0, 320, 240, 0x336699);
                });
    }

    @Test
    void asksWithTheTokenAfterALoss() throws Exception {
        desktop.token("first");
        Future<?> painted = paintWhenSeen(1);
        start();
        assertWholePicture(probe.nextFrame());
        painted.get();
        probe.clear();

        desktop.restartPortal();
        await().untilAsserted(() -> assertThat(handler.handled()).isNotEmpty());
        await().until(() -> desktop.dialogs() == 1);
        painted = paintWhenSeen(2);
        assertWholePicture(probe.nextFrame());
        painted.get();

        assertThat(desktop.askedToken()).isEqualTo("first");
        assertThat(consumer("screen").getStatistics().reconnects()).isEqualTo(1);
    }

    @Test
    void doesNotAskAgainWhoHasDeclined() throws Exception {
        desktop.user("declines");
        start();
        await().until(() -> consumer("screen").getCondition().equals("FAILED"));
        assertThat(handler.handled()).hasSize(1);
        Throwable cause = consumer("screen").getHealthCheck().call().getError().orElseThrow();
        assertThat(((PixelfluxException) cause).code()).isEqualTo(PixelfluxException.Code.CONSENT);
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    @Test
    void doesNotAskAgainWhoHasStoppedSharing() throws Exception {
        Future<?> painted = paintWhenSeen(1);
        start();
        assertWholePicture(probe.nextFrame());
        painted.get();

        desktop.endSession();
        await().until(() -> consumer("screen").getCondition().equals("FAILED"));
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    @Test
    void stopsWhileTheDialogIsOpen() throws Exception {
        desktop.user("sleeps");
        start();
        await().until(() -> desktop.dialogs() == 1);
        context.getRouteController().stopRoute("screen");
        assertThat(handler.handled()).isEmpty();
    }
}
