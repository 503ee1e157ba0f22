// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The streams of all clients, which show one capture. */
final class MjpegStreams {

    /**
     * How many there may be at once. Each holds a thread of the server as long as its client is
     * there, asleep while the screen is still.
     */
    static final int MOST = 16;

    /** How long a client that takes nothing can delay the end. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final NewestFrame frames;
    private final Duration still;
    private final Set<MjpegStream> open = new HashSet<>();
    private boolean ended;

    /**
     * @param still after so long a picture that stays is sent again
     */
    MjpegStreams(NewestFrame frames, Duration still) {
        this.frames = frames;
        this.still = still;
    }

    /**
     * A stream for one more client, to be closed when the client leaves; null if there are too
     * many.
     */
    synchronized MjpegStream open() {
        if (ended || open.size() == MOST) {
            return null;
        }
        MjpegStream stream = new MjpegStream(frames, still, this::closed);
        open.add(stream);
        return stream;
    }

    private synchronized void closed(MjpegStream stream) {
        open.remove(stream);
        notifyAll();
    }

    synchronized int count() {
        return open.size();
    }

    /** Ends all of them, for good. */
    synchronized void end() {
        ended = true;
        frames.end();
        try {
            awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(MjpegStream::interrupt);
    }

    private void awaitClosed() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (long left = GRACE.toNanos();
                left > 0 && !open.isEmpty();
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
