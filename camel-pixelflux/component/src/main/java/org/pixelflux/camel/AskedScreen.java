// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureSettings;

/**
 * What the picture of a snapshot or a wait is of.
 *
 * @param capture that was named; null if the producer's own options say what it is
 */
record AskedScreen(CaptureSettings settings, @Nullable PixelfluxConsumer capture) {

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

    /** Whether all that has changed is in the picture of the capture that runs anyway. */
    boolean isUpToDate() {
        return capture != null && capture.freshCapture() != null && !capture.isDelivering();
    }

    /** Says in a message whose picture it is, if it is that of a named capture. */
    void name(Message message) {
        if (capture != null) {
            message.setHeader(PixelfluxConstants.CAPTURE, capture.captureName());
        }
    }
}
