// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.PixelfluxException;
import org.pixelflux.support.PortalDesktop;

/** A route of a screen that a user shares, or not. */
class PixelfluxPortalIT extends PixelfluxTestSupport {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int BLUE = 0x336699;
    private static final String OF_THE_CAPTURE =
            "pixelflux:portal?captureId=screen&pictureFormat=raw&operation=";

    private final StripeProbe probe = new StripeProbe();
    private final RecordingExceptionHandler handler = new RecordingExceptionHandler();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private PortalDesktop desktop = new PortalDesktop(WIDTH, HEIGHT);

    @TempDir private Path directory;

    @BeforeEach
    void bindHandler() {
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
                    desktop.fill(0, 0, WIDTH, HEIGHT, BLUE);
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
        assertFailure(PixelfluxException.Code.CONSENT, "declined");
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
    void doesNotAskAgainWhoHasAgreedInVain() throws Exception {
        desktop.close();
        desktop = PortalDesktop.withoutSharedMemory();
        start();
        await().until(() -> consumer("screen").getCondition().equals("FAILED"));
        assertThat(handler.handled()).hasSize(1);
        assertFailure(PixelfluxException.Code.CONSENT, "the user has agreed in vain");
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    /** With a token no attempt shows a dialog. */
    @Test
    void triesAgainWithATokenWhatAUserHasAgreedToInVain() throws Exception {
        desktop.close();
        desktop = PortalDesktop.withoutSharedMemory();
        desktop.token("first");
        start();
        await().until(() -> desktop.dialogs() >= 3);
        assertThat(consumer("screen").getCondition()).isEqualTo("RECONNECTING");
        assertThat(handler.handled()).hasSize(1);
        assertFailure(PixelfluxException.Code.CAPTURE, "not in shared memory");
        assertThat(desktop.askedToken()).isEqualTo("first");
    }

    private void assertFailure(PixelfluxException.Code code, String words) {
        Throwable cause = consumer("screen").getHealthCheck().call().getError().orElseThrow();
        assertThat(cause).hasMessageContaining(words);
        assertThat(((PixelfluxException) cause).code()).isEqualTo(code);
    }

    private void startAndPaint() throws Exception {
        Future<?> painted = paintWhenSeen(1);
        start();
        assertWholePicture(probe.nextFrame());
        painted.get();
    }

    @Test
    void snapshotAsksNobodyForWhatARunningCaptureShows() throws Exception {
        startAndPaint();
        Exchange taken = template.send(OF_THE_CAPTURE + "snapshot", exchange -> {});
        assertThat(taken.getException()).isNull();
        assertThat(taken.getMessage().getHeader(PixelfluxConstants.CAPTURE)).isEqualTo("screen");
        assertShows(taken, BLUE);
        assertThat(desktop.dialogs()).isEqualTo(1);

        context.getRouteController().suspendRoute("screen");
        Exchange refused = template.send(OF_THE_CAPTURE + "snapshot", exchange -> {});
        assertThat(refused.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'screen'")
                .hasMessageContaining("would ask its user again");
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    @Test
    void waitAsksNobodyForWhatARunningCaptureShows() throws Exception {
        startAndPaint();
        CompletableFuture<Exchange> changed =
                template.asyncSend(
                        OF_THE_CAPTURE + "wait&waitFor=change&waitTimeout=1h", exchange -> {});
        int[] colour = {BLUE};
        await().until(
                        () -> {
                            desktop.fill(0, 0, WIDTH, HEIGHT, ++colour[0]);
                            return changed.isDone();
                        });
        assertReached(changed.get());

        Exchange still =
                template.send(
                        OF_THE_CAPTURE + "wait&waitFor=still&waitStill=100&waitTimeout=1h",
                        exchange -> {});
        assertReached(still);
        assertShows(still, colour[0]);
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    @Test
    void waitOfARouteForItsOwnCaptureIsRefused() throws Exception {
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        Future<?> painted = paintWhenSeen(1);
        route(
                "screen",
                "pixelflux:portal?display=RAW(" + desktop.bus() + ")",
                exchange -> {
                    Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
                    refused.add(
                            template.send(OF_THE_CAPTURE + "wait&waitFor=change", copy)
                                    .getException());
                });
        await().until(() -> !refused.isEmpty());
        painted.get();
        assertThat(refused.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its route takes no frame");
        assertThat(desktop.dialogs()).isEqualTo(1);
    }

    private static void assertReached(Exchange waited) {
        assertThat(waited.getException()).isNull();
        assertThat(waited.getMessage().getHeader(PixelfluxConstants.REACHED)).isEqualTo(true);
    }

    private static void assertShows(Exchange exchange, int rgb) {
        BufferedImage image = exchange.getMessage().getBody(BufferedImage.class);
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        assertThat(image.getRGB(WIDTH - 1, HEIGHT - 1) & 0xFFFFFF).isEqualTo(rgb);
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
