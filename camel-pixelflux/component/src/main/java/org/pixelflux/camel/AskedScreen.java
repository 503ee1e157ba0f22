// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureSettings;
import org.pixelflux.SendReason;
import org.pixelflux.Snapshot;
import org.pixelflux.Source;

/**
 * What the picture of a snapshot or a wait is of.
 *
 * @param name of the capture that was named, else of the producer's endpoint
 * @param capture that was named; null if the producer's own options say what it is
 */
record AskedScreen(CaptureSettings settings, String name, @Nullable PixelfluxConsumer capture) {

    /** What the producer's own options say. */
    static AskedScreen of(PixelfluxEndpoint endpoint) {
        return new AskedScreen(endpoint.getConfiguration().toSettings(), endpoint.toString(), null);
    }

    /** What that capture captures. */
    static AskedScreen of(PixelfluxConsumer capture) {
        return new AskedScreen(capture.lastSettings(), capture.captureName(), capture);
    }

    /**
     * The capture that runs anyway, if its picture is that of now; null if there is none, or its
     * route takes no frames: it is paused, slow, or what waits for the exchange.
     */
    @Nullable Capture freshCapture(Exchange exchange) {
        return capture == null || isOfItsRoute(exchange, capture) ? null : capture.freshCapture();
    }

    private static boolean isOfItsRoute(Exchange exchange, PixelfluxConsumer consumer) {
        String route = consumer.getRouteId();
        return route != null && route.equals(exchange.getFromRouteId());
    }

    /**
     * Whether only the capture that was named may be looked at, since another one of that screen
     * would ask its user, who was asked for this one.
     */
    boolean isSharedByItsUser() {
        return capture != null && settings.source() == Source.PORTAL;
    }

    /** The capture that was named, whether its route takes frames or not; null if none is open. */
    @Nullable Capture openCapture() {
        return capture == null ? null : capture.openCapture();
    }

    /** Whether the exchange is one of the route that it holds up. */
    boolean isHeldUpBy(Exchange exchange) {
        return capture != null && isOfItsRoute(exchange, capture);
    }

    /**
     * What the open capture shows.
     *
     * @throws IllegalStateException if none is open, or has no picture yet
     */
    Snapshot shownPicture() {
        Capture open = openCapture();
        Snapshot shown = open == null ? null : Snapshot.of(open);
        if (shown == null) {
            throw noPicture(open == null ? "it is not open" : "it has none yet");
        }
        return shown;
    }

    /** The error to throw where only the capture that was named may be looked at. */
    IllegalStateException noPicture(String reason) {
        return new IllegalStateException(
                "the capture '"
                        + name
                        + "' ("
                        + Objects.requireNonNull(capture).getCondition()
                        + ") gives no picture: "
                        + reason
                        + ". Another capture of the screen would ask its user again");
    }

    /** Whether all that has changed is in the picture of the capture that runs anyway. */
    boolean isUpToDate() {
        return capture != null && capture.freshCapture() != null && !capture.isDelivering();
    }

    /**
     * Says in a message whose picture it has, and that this came because somebody has asked for it.
     */
    void name(Message message) {
        message.setHeader(PixelfluxConstants.CAPTURE, name);
        message.setHeader(PixelfluxConstants.REASON, SendReason.KEY_FRAME.word());
    }
}
