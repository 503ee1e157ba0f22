// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.ChangeReader;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.ScreenChange;
import org.pixelflux.recording.Segment;
import org.pixelflux.recording.SegmentReader;

/** A capture that is open, as a consumer reads it, whatever it brings. */
interface CaptureInput {

    Capture capture();

    /** Waits for what comes next; null once the capture is closed. */
    @Nullable Arrival next();

    /**
     * Whether {@code next} gives the rest of what it gathered once the capture is closed, or has
     * failed and is closed then.
     */
    default boolean hasRest() {
        return false;
    }

    /** What came. */
    interface Arrival {

        /** See {@link CaptureReader#take(Frame, BooleanSupplier)}. */
        void take(CaptureReader reader, BooleanSupplier wanted);

        /** See {@link CaptureReader#drop(Frame)}. */
        void drop(CaptureReader reader);
    }

    static CaptureInput of(FrameReader capture) {
        return new OfFrames(capture);
    }

    static CaptureInput of(ChangeReader capture) {
        return new OfChanges(capture);
    }

    static CaptureInput of(SegmentReader capture) {
        return new OfSegments(capture);
    }

    /** Brings frames. */
    record OfFrames(FrameReader capture) implements CaptureInput {

        @Override
        public @Nullable Arrival next() {
            Frame frame = capture.next();
            return frame == null ? null : new OfFrame(frame);
        }
    }

    /** Brings changes, and has the picture. */
    record OfChanges(ChangeReader capture) implements CaptureInput {

        @Override
        public @Nullable Arrival next() {
            ScreenChange change = capture.next();
            return change == null ? null : new OfChange(change, capture);
        }
    }

    /** Brings segments of a video, and before them that the first one has begun. */
    final class OfSegments implements CaptureInput {

        private final SegmentReader capture;
        private boolean begun;

        OfSegments(SegmentReader capture) {
            this.capture = capture;
        }

        @Override
        public Capture capture() {
            return capture;
        }

        @Override
        public @Nullable Arrival next() {
            if (!begun && capture.awaitPicture()) {
                begun = true;
                return new OfNothing();
            }
            Segment segment = capture.next();
            return segment == null ? null : new OfSegment(segment);
        }

        @Override
        public boolean hasRest() {
            return true;
        }
    }

    /** What comes is on its way: the capture works. */
    record OfNothing() implements Arrival {

        @Override
        public void take(CaptureReader reader, BooleanSupplier wanted) {
            // Nothing is to be delivered yet.
        }

        @Override
        public void drop(CaptureReader reader) {
            // Nothing was lost.
        }
    }

    /** A segment came. */
    record OfSegment(Segment segment) implements Arrival {

        @Override
        public void take(CaptureReader reader, BooleanSupplier wanted) {
            reader.take(segment);
        }

        @Override
        public void drop(CaptureReader reader) {
            reader.drop(segment);
        }
    }

    /** A frame came. */
    record OfFrame(Frame frame) implements Arrival {

        @Override
        public void take(CaptureReader reader, BooleanSupplier wanted) {
            reader.take(frame, wanted);
        }

        @Override
        public void drop(CaptureReader reader) {
            reader.drop(frame);
        }
    }

    /** A change came. */
    record OfChange(ScreenChange change, ChangeReader capture) implements Arrival {

        @Override
        public void take(CaptureReader reader, BooleanSupplier wanted) {
            reader.take(change, capture.picture());
        }

        @Override
        public void drop(CaptureReader reader) {
            reader.drop(change);
        }
    }
}
