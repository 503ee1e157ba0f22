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
        current =
                new FrameTotals(
                        before.frames + 1,
                        before.stripes + frame.stripes().size() + frame.rectangles().size(),
                        before.bytes + bytes(frame),
                        before.captureToEncodedNanos + frame.encodedNanos() - frame.captureNanos());
    }

    /** What a frame has on the wire. */
    static long bytes(Frame frame) {
        long bytes = 0;
        for (Stripe stripe : frame) {
            bytes += stripe.wireSize();
        }
        MixedFrame mixed = frame.mixed();
        return mixed == null ? bytes : bytes + mixed.wireSize();
    }

    static FrameTotals current() {
        return current;
    }
}
