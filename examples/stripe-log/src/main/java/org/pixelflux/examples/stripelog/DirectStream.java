// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.IOException;
import java.time.Duration;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Stripe;

/** Through pixelflux-core: the calling thread asks for frame after frame. */
final class DirectStream implements StripeStream {

    private final FrameReader capture;

    /** Opens the source. */
    DirectStream(CaptureSettings settings) {
        capture = FrameReader.open(settings);
    }

    @Override
    public void run(StripeSink sink, Duration limit) throws IOException {
        long start = System.nanoTime();
        try (capture) {
            for (Frame frame; (frame = next(limit, start)) != null; ) {
                log(frame, System.nanoTime(), sink);
            }
        }
    }

    /** Null at the end: the limit has passed, or the capture was stopped. */
    private Frame next(Duration limit, long start) {
        if (limit == null) {
            return capture.next();
        }
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return left.isNegative() || left.isZero() ? null : capture.next(left);
    }

    private static void log(Frame frame, long now, StripeSink sink) throws IOException {
        if (frame.mixed() != null) {
            sink.add(now, frame.mixed());
        }
        for (Stripe stripe : frame) {
            StripeLine line =
                    new StripeLine(
                            now,
                            stripe.frameId(),
                            stripe.y(),
                            stripe.height(),
                            stripe.codec(),
                            stripe.wireSize());
            sink.add(line, stripe.payloadBuffer());
        }
        sink.endOfFrame();
    }

    @Override
    public void stop() {
        capture.close();
    }
}
