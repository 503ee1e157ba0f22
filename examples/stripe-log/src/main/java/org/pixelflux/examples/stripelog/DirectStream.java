// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.IOException;
import java.time.Duration;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;

/** Through pixelflux-core: the calling thread asks for frame after frame. */
final class DirectStream implements StripeStream {

    private final ScreenCapture capture;
    private volatile boolean stopped;

    /** Opens the source. */
    DirectStream(CaptureSettings settings) {
        capture = ScreenCapture.open(settings);
    }

    @Override
    public void run(StripeSink sink, Duration limit) throws IOException {
        long start = System.nanoTime();
        try (capture) {
            while (!stopped) {
                Frame frame;
                if (limit == null) {
                    frame = capture.next();
                } else {
                    Duration left = limit.minusNanos(System.nanoTime() - start);
                    if (left.isNegative() || left.isZero()) {
                        return;
                    }
                    frame = capture.next(left);
                }
                log(frame, System.nanoTime(), sink);
            }
        } catch (IllegalStateException e) {
            // stop() may close the capture between the look at the flag and next().
            if (!stopped) {
                throw e;
            }
        }
    }

    private static void log(Frame frame, long now, StripeSink sink) throws IOException {
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
        stopped = true;
        capture.close();
    }
}
