// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.ChangeReader;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.ScreenChange;

/** A capture that is open, as a consumer reads it, whatever it brings. */
interface CaptureInput {

    Capture capture();

    /** Waits for what comes next; null once the capture is closed. */
    @Nullable Arrival next();

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
