// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what the packets of a session said about the cursor, and tells a listener. All methods
 * except {@link #listener} are for one thread at a time.
 */
final class CursorDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);

    private static final class Audience {
        final CursorListener listener;
        @Nullable CursorUpdate told;
        boolean failed;

        Audience(CursorListener listener) {
            this.listener = listener;
        }
    }

    private volatile @Nullable Audience audience;
    private @Nullable CursorUpdate current;

    /**
     * Replaces the listener. The new one first hears of the current state; null means that nobody
     * listens. Any thread.
     */
    void listener(@Nullable CursorListener listener) {
        audience = listener == null ? null : new Audience(listener);
    }

    /**
     * Takes what a packet says.
     *
     * @param report null means nothing new
     * @throws PixelfluxException if it speaks of a shape that was never told
     */
    void take(@Nullable CursorReport report) {
        if (report == null) {
            return;
        }
        CursorShape before = current == null ? null : current.shape();
        CursorShape now = report.newShape();
        if (now == null && report.shapeId() != 0) {
            if (before == null || before.id() != report.shapeId()) {
                throw new PixelfluxException(
                        PixelfluxException.Code.INTERNAL,
                        "the native library never told the cursor shape "
                                + report.shapeId()
                                + ", the last one is "
                                + before);
            }
            now = before;
        }
        current =
                new CursorUpdate(
                        report.x(),
                        report.y(),
                        report.visible(),
                        now,
                        report.newShape() != null || now != before,
                        report.captureNanos());
    }

    /**
     * Tells the listener what it does not know yet, on this thread. This logs what the listener
     * throws, the first time with its stack, and passes nothing on.
     */
    void tell() {
        Audience hearing = audience;
        CursorUpdate newest = current;
        if (hearing == null || newest == null || hearing.told == newest) {
            return;
        }
        CursorUpdate update = hearing.told == null ? asFirst(newest) : newest;
        // The listener counts as told even if it throws: no update is repeated.
        hearing.told = newest;
        try {
            hearing.listener.onCursor(update);
        } catch (Throwable e) {
            if (hearing.failed) {
                LOG.debug("the cursor listener failed again: {}", e.getClass().getName());
            } else {
                hearing.failed = true;
                ForeignFault.log(
                        "the cursor listener failed; the capture goes on and keeps calling it", e);
            }
        }
    }

    private static CursorUpdate asFirst(CursorUpdate update) {
        return new CursorUpdate(
                update.x(),
                update.y(),
                update.visible(),
                update.shape(),
                update.shape() != null,
                update.captureNanos());
    }
}
