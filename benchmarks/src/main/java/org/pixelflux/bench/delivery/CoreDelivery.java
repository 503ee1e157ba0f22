// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import org.pixelflux.CaptureSettings;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;

/** A thread of its own that takes the frames of a capture, without Camel. */
final class CoreDelivery implements AutoCloseable {

    private final ScreenCapture capture = new ScreenCapture();

    /**
     * @param copy whether each stripe's bytes are copied out of the capture's buffer, as a program
     *     that keeps them must
     */
    CoreDelivery(CaptureSettings settings, boolean copy, DeliveryTotals totals) {
        capture.start(settings, stripe -> totals.stripe(size(stripe, copy), stripe.lastOfFrame()));
    }

    private static int size(Stripe stripe, boolean copy) {
        return copy ? stripe.wireBytes().length : stripe.wireSize();
    }

    @Override
    public void close() {
        capture.close();
    }
}
