// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.ChangeReader;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.ScreenChange;
import org.pixelflux.recording.Segment;
import org.pixelflux.recording.SegmentReader;

/**
 * A capture that is open, as a consumer reads it, whatever it brings.
 *
 * @param waiting waits for what comes next; null once the capture is closed
 * @param hasRest whether {@code next} gives the rest of what it gathered once the capture is
 *     closed, or has failed and is closed then
 */
record CaptureInput(Capture capture, Supplier<@Nullable Arrival> waiting, boolean hasRest) {

    /** Brings frames. */
    static CaptureInput of(FrameReader capture) {
        return new CaptureInput(
                capture,
                () -> {
                    Frame frame = capture.next();
                    return frame == null
                            ? null
                            : new Arrival(
                                    (reader, wanted) -> reader.take(frame, wanted),
                                    reader -> reader.drop(frame));
                },
                false);
    }

    /** Brings changes, and has the picture. */
    static CaptureInput of(ChangeReader capture) {
        return new CaptureInput(
                capture,
                () -> {
                    ScreenChange change = capture.next();
                    return change == null
                            ? null
                            : new Arrival(
                                    (reader, wanted) -> reader.take(change, capture.picture()),
                                    reader -> reader.drop(change));
                },
                false);
    }

    /** Brings segments of a video, and before them that the first one has begun. */
    static CaptureInput of(SegmentReader capture) {
        return new CaptureInput(capture, new Segments(capture), true);
    }

    /** Waits for what comes next; null once the capture is closed. */
    @Nullable Arrival next() {
        return waiting.get();
    }

    /**
     * What came.
     *
     * @param taking hands it to a reader
     * @param dropping tells a reader that nobody takes it
     */
    record Arrival(Taking taking, Dropping dropping) {

        /** What comes is on its way: the capture works, and nothing is to be delivered yet. */
        static final Arrival NOTHING = new Arrival((reader, wanted) -> {}, reader -> {});

        void take(CaptureReader reader, BooleanSupplier wanted) {
            taking.to(reader, wanted);
        }

        void drop(CaptureReader reader) {
            dropping.to(reader);
        }
    }

    /** See {@link CaptureReader#take(Frame, BooleanSupplier)}. */
    interface Taking {
        void to(CaptureReader reader, BooleanSupplier wanted);
    }

    /** See {@link CaptureReader#drop(Frame)}. */
    interface Dropping {
        void to(CaptureReader reader);
    }

    private static final class Segments implements Supplier<@Nullable Arrival> {

        private final SegmentReader capture;
        private boolean begun;

        Segments(SegmentReader capture) {
            this.capture = capture;
        }

        @Override
        public @Nullable Arrival get() {
            if (!begun && capture.awaitPicture()) {
                begun = true;
                return Arrival.NOTHING;
            }
            Segment segment = capture.next();
            return segment == null
                    ? null
                    : new Arrival(
                            (reader, wanted) -> reader.take(segment),
                            reader -> reader.drop(segment));
        }
    }
}
