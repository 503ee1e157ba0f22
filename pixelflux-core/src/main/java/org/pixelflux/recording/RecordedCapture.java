// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameReader;
import org.pixelflux.PixelfluxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The capture of a recording, which can be opened again after a loss. One thread reads and opens;
 * any may close.
 */
final class RecordedCapture implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** After an error that no other attempt mends, unless somebody does. */
    private static final Duration LONGEST_OF_LASTING = Duration.ofSeconds(30);

    private final CaptureSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration pause = FIRST_PAUSE;

    /** Since when it brings pictures; null: it has brought none. */
    private @Nullable Long deliveringNanos;

    /** Guarded by this. */
    private FrameReader reader;

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    RecordedCapture(CaptureSettings settings) {
        this.settings = settings;
        this.reader = FrameReader.open(settings);
    }

    /** The one that was opened last. */
    synchronized FrameReader reader() {
        return reader;
    }

    /** Says that a picture has come, on the thread that reads. */
    void delivers() {
        if (deliveringNanos == null) {
            deliveringNanos = System.nanoTime();
        }
    }

    /**
     * Waits, and opens the source again as soon as that is possible, also after errors that look
     * lasting: the region, for one, may fit again later. The pauses grow until a capture has
     * brought pictures for a while.
     *
     * @param loss why the last one was lost
     * @return false if this was closed meanwhile
     */
    boolean openAgain(RuntimeException loss) {
        reader().close();
        Long since = deliveringNanos;
        if (since != null && System.nanoTime() - since > LONGEST_PAUSE.toNanos()) {
            pause = FIRST_PAUSE;
        }
        RuntimeException cause = loss;
        while (!isClosedWithin(pause)) {
            pause = longer(pause, cause);
            try {
                return use(FrameReader.open(settings));
            } catch (RuntimeException e) {
                LOG.debug("an attempt to open the capture of a recording again", e);
                cause = e;
            }
        }
        return false;
    }

    private static Duration longer(Duration pause, RuntimeException cause) {
        boolean lasting = cause instanceof PixelfluxException failure && !failure.isRetryable();
        Duration longest = lasting ? LONGEST_OF_LASTING : LONGEST_PAUSE;
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }

    private boolean isClosedWithin(Duration time) {
        while (true) {
            try {
                return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // Only close ends a recording, and this thread runs no code of others.
                LOG.debug("the thread of a recording was interrupted", e);
            }
        }
    }

    private synchronized boolean use(FrameReader opened) {
        reader = opened;
        deliveringNanos = null;
        if (closed.getCount() > 0) {
            return true;
        }
        opened.close();
        return false;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        reader.close();
    }
}
