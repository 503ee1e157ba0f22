// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** A program's callback, for stripes or for frames: what it gets of a frame, piece by piece. */
interface Receiver {

    static Receiver of(StripeCallback callback) {
        return new Receiver() {
            @Override
            public void requireMode(CaptureSettings settings) {
                if (settings.mode() == CaptureMode.MIXED) {
                    throw new IllegalArgumentException(
                            "mode: mixed has no stripes, which this callback is for; use"
                                    + " ScreenCapture.startFrames, or mode jpeg or h264");
                }
            }

            @Override
            public int pieces(Frame frame) {
                return frame.stripes().size();
            }

            @Override
            public void handOver(Frame frame, int piece) {
                Stripe stripe = frame.stripes().get(piece);
                try {
                    callback.onStripe(stripe);
                } finally {
                    stripe.expire();
                }
            }

            @Override
            public void onError(RuntimeException cause) {
                callback.onError(cause);
            }
        };
    }

    static Receiver of(FrameCallback callback) {
        return new Receiver() {
            @Override
            public void requireMode(CaptureSettings settings) {
                // Every mode has frames.
            }

            @Override
            public int pieces(Frame frame) {
                return 1;
            }

            @Override
            public void handOver(Frame frame, int piece) {
                try {
                    callback.onFrame(frame);
                } finally {
                    frame.expire();
                }
            }

            @Override
            public void onError(RuntimeException cause) {
                callback.onError(cause);
            }
        };
    }

    /**
     * @throws IllegalArgumentException if frames of this mode have nothing for the callback
     */
    void requireMode(CaptureSettings settings);

    /** How many calls the frame makes. */
    int pieces(Frame frame);

    /**
     * Makes one of them, and ends the life of what was handed over. Throws what the call throws.
     */
    void handOver(Frame frame, int piece);

    void onError(RuntimeException cause);
}
