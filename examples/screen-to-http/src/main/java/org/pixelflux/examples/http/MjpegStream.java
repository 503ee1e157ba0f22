// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The body of one client's response: whole JPEG pictures as the parts of a message that never ends.
 * Reading blocks while the screen is still. Read by one thread, closed by any.
 */
final class MjpegStream extends InputStream {

    private static final String BOUNDARY = "frame";

    static final String CONTENT_TYPE = "multipart/x-mixed-replace;boundary=" + BOUNDARY;

    /**
     * A picture that stays is sent once more after so long: Chromium shows a picture when it reads
     * the beginning of the next one.
     */
    static final Duration ONCE_MORE = Duration.ofMillis(100);

    /**
     * Then the picture is sent again each time after so long. This shows a client that its stream
     * still lives, and shows this end when a client has left, which it notices only when it writes.
     */
    static final Duration STILL = Duration.ofSeconds(5);

    private static final int END = -1;

    private final NewestFrame frames;
    private final Duration still;
    private final Consumer<MjpegStream> closed;
    private byte[] seen;
    private boolean seenAgain;
    private ByteBuffer[] part = {};
    private volatile Thread reader;

    /**
     * @param still usually {@link #STILL}
     * @param closed told of each close
     */
    MjpegStream(NewestFrame frames, Duration still, Consumer<MjpegStream> closed) {
        this.frames = frames;
        this.still = still;
        this.closed = closed;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        reader = Thread.currentThread();
        if (remaining() == 0 && !nextPart()) {
            return END;
        }
        ByteBuffer free = ByteBuffer.wrap(into, offset, length);
        for (ByteBuffer piece : part) {
            int count = Math.min(piece.remaining(), free.remaining());
            free.put(piece.slice().limit(count));
            piece.position(piece.position() + count);
        }
        return free.position() - offset;
    }

    private int remaining() {
        int remaining = 0;
        for (ByteBuffer piece : part) {
            remaining += piece.remaining();
        }
        return remaining;
    }

    private boolean nextPart() {
        byte[] next;
        try {
            next = frames.after(seen, seenAgain ? still : ONCE_MORE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (next == null) {
            return false;
        }
        seenAgain = next == seen;
        seen = next;
        String header =
                String.format(
                        Locale.ROOT,
                        "--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n",
                        BOUNDARY,
                        next.length);
        part =
                new ByteBuffer[] {
                    ByteBuffer.wrap(bytes(header)),
                    ByteBuffer.wrap(next),
                    ByteBuffer.wrap(bytes("\r\n"))
                };
        return true;
    }

    /** Wakes the thread that reads this, wherever it hangs: its client may take nothing. */
    void interrupt() {
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        closed.accept(this);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
