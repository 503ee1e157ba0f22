// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import org.pixelflux.Frame;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;

/** What the benchmark's one thread has received in this JVM. */
record FrameTotals(long frames, long stripes, long bytes, long captureToEncodedNanos) {

    private static volatile FrameTotals current = new FrameTotals(0, 0, 0, 0);

    /** From one thread only. */
    static void add(Frame frame) {
        FrameTotals before = current;
        long bytes = 0;
        for (Stripe stripe : frame) {
            bytes += stripe.wireSize();
        }
        MixedFrame mixed = frame.mixed();
        if (mixed != null) {
            bytes += mixed.wireSize();
        }
        current =
                new FrameTotals(
                        before.frames + 1,
                        before.stripes + frame.stripes().size() + frame.rectangles().size(),
                        before.bytes + bytes,
                        before.captureToEncodedNanos + frame.encodedNanos() - frame.captureNanos());
    }

    static FrameTotals current() {
        return current;
    }
}
