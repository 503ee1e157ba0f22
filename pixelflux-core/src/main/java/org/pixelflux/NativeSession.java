// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one native session and the buffer that its packets are written to. One thread at a time is
 * inside {@link #next}; everything else may come from any thread at any time, also {@link #close}.
 */
final class NativeSession implements AutoCloseable {

    /**
     * Less than most first pictures need: the first one tells how much. What a closed capture
     * leaves is there until a full collection, which in a calm program may take hours.
     */
    static final int INITIAL_BUFFER_BYTES = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);
    private static final Cleaner CLEANER = Cleaner.create();

    /** Held inside next. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Held while next is in native code, but not while it calls a listener, who may close. */
    private final ReentrantLock nativeLock = new ReentrantLock();

    private final Generation generation = new Generation();
    private final List<String> fallbacks = new CopyOnWriteArrayList<>();
    private final CursorDelivery cursor = new CursorDelivery();
    private final Handle handle;
    private final Cleaner.Cleanable cleanable;
    private ByteBuffer buffer;

    /** What next owes: not empty after it if the listener threw. */
    private Frame received = Frame.EMPTY;

    static NativeSession open(CaptureSettings settings) {
        return open(settings, INITIAL_BUFFER_BYTES);
    }

    static NativeSession open(CaptureSettings settings, int bufferBytes) {
        NativeLoader.ensureLoaded();
        NativeSession session = new NativeSession(NativeCapture.open0(settings.toNativeText()));
        try {
            // Not before: what a failed opening leaves is there until a collection, and who tries
            // again every second has no other garbage that would bring one about.
            session.buffer = allocate(bufferBytes);
            session.takeNotices();
            return session;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private NativeSession(long address) {
        this.handle = new Handle(address);
        this.cleanable = CLEANER.register(this, handle);
    }

    /** The listener of the cursor, from now on; null: none. Any thread. */
    void cursorListener(CursorListener listener) {
        cursor.listener(listener);
    }

    /**
     * The next frame. The cursor's listener is called from here.
     *
     * @param timeoutNanos negative: for ever
     * @return empty if nothing changed in time, or if the session was closed after this began
     * @throws IllegalStateException if it was closed before, or from the cursor's listener
     */
    Frame next(long timeoutNanos) {
        handle.require();
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("the cursor listener must not call next()");
        }
        long start = System.nanoTime();
        turn.lock();
        try {
            long left = timeoutNanos;
            tellCursor();
            while (received.isEmpty()) {
                if (!receive(left)) {
                    return Frame.EMPTY;
                }
                tellCursor();
                if (timeoutNanos >= 0) {
                    left = Math.max(0, timeoutNanos - (System.nanoTime() - start));
                }
            }
            Frame frame = received;
            received = Frame.EMPTY;
            return frame;
        } finally {
            turn.unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** Whether a thread is inside {@link #next}. */
    boolean isInNext() {
        return turn.isLocked();
    }

    /** How many threads wait for another one to leave {@link #next}. */
    int waitingForNext() {
        return turn.getQueueLength();
    }

    private void tellCursor() {
        if (!handle.isStopped()) {
            cursor.tell();
        }
    }

    /** Waits for a packet, which may have no stripe; false if none came. */
    private boolean receive(long timeoutNanos) {
        nativeLock.lock();
        try {
            // Closing frees the session only with this lock held, so the address stays valid.
            long address = handle.addressOrZero();
            if (address == 0) {
                return false;
            }
            generation.advance();
            int length = nextPacket(address, timeoutNanos);
            if (length == 0) {
                return false;
            }
            try {
                receive(length);
            } catch (RuntimeException | Error e) {
                // The native session takes it for delivered, and would build on it.
                NativeCapture.requestKeyFrame0(address);
                throw e;
            }
            return true;
        } finally {
            nativeLock.unlock();
        }
    }

    private void receive(int length) {
        if (PacketReader.hasNotices(buffer, length)) {
            takeNotices();
        }
        Frame frame = PacketReader.read(buffer, length, generation);
        cursor.take(PacketReader.cursor(buffer, length));
        received = frame;
    }

    private int nextPacket(long address, long timeoutNanos) {
        int length = NativeCapture.next0(address, buffer, timeoutNanos);
        while (length < 0) {
            // Half as much again: the next key frame is rarely the same size.
            buffer = allocate((int) Math.min(Integer.MAX_VALUE, -(long) length * 3 / 2));
            length = NativeCapture.next0(address, buffer, timeoutNanos);
        }
        return length;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** May take its time, for a watermark on a slow disk; nothing else waits for it but freeing. */
    void update(CaptureSettings settings) {
        long address = handle.enter();
        try {
            NativeCapture.update0(address, settings.toNativeText());
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    void requestKeyFrame() {
        synchronized (handle) {
            NativeCapture.requestKeyFrame0(handle.require());
        }
        Reference.reachabilityFence(this);
    }

    String describe() {
        synchronized (handle) {
            try {
                return NativeCapture.describe0(handle.require());
            } finally {
                Reference.reachabilityFence(this);
            }
        }
    }

    /** The fallbacks said so far; a snapshot. */
    List<String> fallbacks() {
        return List.copyOf(fallbacks);
    }

    boolean isClosed() {
        return handle.isStopped();
    }

    int bufferBytes() {
        nativeLock.lock();
        try {
            return buffer.capacity();
        } finally {
            nativeLock.unlock();
        }
    }

    private void takeNotices() {
        String notices;
        synchronized (handle) {
            if (handle.isStopped()) {
                return;
            }
            notices = NativeCapture.takeNotices0(handle.require());
        }
        notices.lines()
                .filter(notice -> !notice.isBlank() && !fallbacks.contains(notice))
                .forEach(
                        notice -> {
                            fallbacks.add(notice);
                            LOG.warn("{}", notice);
                        });
    }

    /**
     * Wakes a waiting {@link #next}, waits until it has left native code, and frees. Does not wait
     * for the cursor's listener. Idempotent.
     */
    @Override
    public void close() {
        stop();
        nativeLock.lock();
        try {
            cleanable.clean();
        } finally {
            nativeLock.unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** Wakes a waiting {@link #next}; from now on there is no next frame. Does not wait. */
    void stop() {
        handle.stop();
        Reference.reachabilityFence(this);
    }

    /**
     * The native session. It must not lead back to its NativeSession, or the cleaner would keep
     * alive what it waits to see unreachable.
     */
    private static final class Handle implements Runnable {

        private long address;
        private boolean stopped;
        private int inside;

        Handle(long address) {
            this.address = address;
        }

        /** The address; valid while the caller holds this monitor. */
        synchronized long require() {
            if (stopped) {
                throw new IllegalStateException("the capture is closed");
            }
            return address;
        }

        /** The address; valid until {@link #leave}. */
        synchronized long enter() {
            long entered = require();
            inside++;
            return entered;
        }

        synchronized void leave() {
            inside--;
            notifyAll();
        }

        /** The address, or 0 if stopped; valid while the caller holds the native lock. */
        synchronized long addressOrZero() {
            return stopped ? 0 : address;
        }

        synchronized boolean isStopped() {
            return stopped;
        }

        synchronized void stop() {
            if (!stopped) {
                stopped = true;
                NativeCapture.stop0(address);
            }
        }

        /** Frees, once: the cleaner runs it at most once. */
        @Override
        public synchronized void run() {
            stopped = true;
            awaitNobodyInside();
            NativeCapture.close0(address);
            address = 0;
        }

        /** An interrupt is kept for later: freeing below somebody's feet is no alternative. */
        private void awaitNobodyInside() {
            boolean interrupted = false;
            while (inside > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
