// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one native session and the buffer that its packets are written to. One thread at a time is
 * inside {@link #next}; everything else may come from any thread at any time, also {@link #close}.
 */
final class NativeSession implements AutoCloseable {

    /** Less than most first pictures need: the first one tells how much. */
    static final int INITIAL_BUFFER_BYTES = 1 << 16;

    /** More than any has, but for a new shape of the cursor. */
    private static final int CHANGES_BUFFER_BYTES = 1 << 10;

    /** The longest array of common JVMs. */
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    /** Of a reader that has nothing. */
    private static final long NO_EPOCH = -1;

    private static final ByteBuffer NO_PACKET = ByteBuffer.wrap(new byte[0]);

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);
    private static final Cleaner CLEANER = Cleaner.create();

    /** Of who is inside next. */
    private final Turn turn = new Turn();

    /** Held while next is in native code, but not while it calls a listener, who may close. */
    private final ReentrantLock nativeLock = new ReentrantLock();

    private final Generation generation = new Generation();
    private final List<String> fallbacks = new CopyOnWriteArrayList<>();

    /** Those of the fallbacks; belongs to who has the turn. */
    private final List<String> unlogged = new ArrayList<>();

    private final CursorDelivery cursor = new CursorDelivery();
    private final SessionHandle handle;
    private final Cleaner.Cleanable cleanable;

    /** Those who look at the picture beside who takes the frames. */
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** One update at a time. */
    private final Object updating = new Object();

    private final boolean encodes;

    private volatile CaptureSettings settings;

    /** Written by who has the turn. */
    private volatile CaptureCounters counters = CaptureCounters.NONE;

    /**
     * The newest packet. On the heap: what a closed capture leaves there, the collector frees when
     * memory is short, and no stripe can outlive its bytes. Direct memory has a limit of its own
     * that brings about no collection where System.gc is turned off.
     */
    private ByteBuffer buffer = NO_PACKET;

    static NativeSession open(CaptureSettings settings) {
        return open(settings, INITIAL_BUFFER_BYTES);
    }

    static NativeSession open(CaptureSettings settings, int bufferBytes) {
        NativeLoader.ensureLoaded();
        int processors = Runtime.getRuntime().availableProcessors();
        long address = NativeCapture.open0(settings.toNativeText(), processors);
        return opened(new NativeSession(address, settings, true), bufferBytes);
    }

    /** One whose frames say where something changed. */
    static NativeSession openChanges(CaptureSettings settings) {
        NativeLoader.ensureLoaded();
        long address = NativeCapture.openChanges0(settings.toNativeText());
        return opened(new NativeSession(address, settings, false), CHANGES_BUFFER_BYTES);
    }

    private static NativeSession opened(NativeSession session, int bufferBytes) {
        try {
            session.buffer = allocate(bufferBytes);
            session.takeNotices();
            session.logNotices();
            return session;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private NativeSession(long address, CaptureSettings settings, boolean encodes) {
        this.settings = settings;
        this.encodes = encodes;
        this.handle = new SessionHandle(address);
        this.cleanable = CLEANER.register(this, handle);
    }

    /** The settings, as last updated. */
    CaptureSettings settings() {
        return settings;
    }

    /** The listener of the cursor, from now on; null: none. Any thread. */
    void cursorListener(@Nullable CursorListener listener) {
        cursor.listener(listener);
    }

    /**
     * @throws IllegalStateException if this was closed, or a listener would hear nothing
     */
    void requireCursorEvents() {
        handle.require();
        if (!settings.cursorEvents()) {
            throw new IllegalStateException(
                    "the cursor is not reported: set cursorEvents to true in the settings of"
                            + " this capture");
        }
    }

    /**
     * The next frame. The cursor's listener is called from here.
     *
     * @param timeoutNanos negative: for ever; counts while another thread is inside, too
     * @return an empty frame if nothing changed in time; null if the session is closed, before or
     *     meanwhile
     * @throws IllegalStateException if it is the cursor's listener who asks
     */
    @Nullable Frame next(long timeoutNanos) {
        if (turn.isMine()) {
            throw new IllegalStateException("the cursor listener must not call next()");
        }
        long start = System.nanoTime();
        if (!turn.take(timeoutNanos)) {
            return nothingOrEnd();
        }
        try {
            Frame frame;
            do {
                tellCursor();
                frame = receive(Turn.left(timeoutNanos, start));
                logNotices();
            } while (frame != null && frame.isEmpty());
            if (frame != null) {
                watchers.forEach(Runnable::run);
            }
            tellCursor();
            return frame == null ? nothingOrEnd() : frame;
        } finally {
            turn.end();
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable Frame nothingOrEnd() {
        return handle.isStopped() ? null : Frame.EMPTY;
    }

    /** Whether a thread is inside {@link #next}. */
    boolean isInNext() {
        return turn.isTaken();
    }

    /**
     * From now on this one hears of each frame that is taken, on the thread that takes it, and of
     * the end. It must not throw or block.
     */
    void addWatcher(Runnable watcher) {
        watchers.add(watcher);
    }

    void removeWatcher(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** How many threads wait for another one to leave {@link #next}. */
    int waitingForNext() {
        return turn.waiting();
    }

    private void tellCursor() {
        if (!handle.isStopped()) {
            cursor.tell();
        }
    }

    /** Waits for a packet, whose frame may be empty; null if none came. */
    private @Nullable Frame receive(long timeoutNanos) {
        nativeLock.lock();
        try {
            // Closing frees the session only with this lock held, so the address stays valid.
            long address = handle.addressOrZero();
            if (address == 0) {
                return null;
            }
            generation.advance();
            int length = NativeCapture.await0(address, timeoutNanos);
            if (length == 0) {
                return null;
            }
            if (length > buffer.capacity()) {
                // Half as much again: the next key frame is rarely the same size.
                buffer = NO_PACKET;
                buffer = allocate((int) Math.min(MAX_ARRAY_BYTES, length * 3L / 2));
            }
            NativeCapture.take0(address, buffer.array());
            try {
                return read(length);
            } catch (RuntimeException | Error e) {
                // The native session takes it for delivered, and would build on it.
                NativeCapture.requestKeyFrame0(address);
                throw e;
            }
        } finally {
            nativeLock.unlock();
        }
    }

    private Frame read(int length) {
        if (PacketReader.hasNotices(buffer, length)) {
            takeNotices();
        }
        Frame frame = PacketReader.read(buffer, length, generation);
        cursor.take(PacketReader.cursor(buffer, length));
        if (!frame.isEmpty()) {
            counters = counters.plus(frame, length);
        }
        return frame;
    }

    /** If it fails, the packet stays with the native session, and may be asked for again. */
    private static ByteBuffer allocate(int bytes) {
        try {
            return ByteBuffer.wrap(new byte[bytes]).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw PixelfluxException.outOfResources(
                    "no room for a packet of "
                            + bytes
                            + " bytes in Java's heap, which may have "
                            + Runtime.getRuntime().maxMemory()
                            + " (-Xmx): give it more, or capture a smaller region or with less"
                            + " quality",
                    e);
        }
    }

    /**
     * May take its time, for a watermark on a slow disk; nothing else waits for it.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing
     * @throws IllegalStateException if this was closed
     */
    void update(CaptureSettings changed) {
        synchronized (updating) {
            long address = handle.enter();
            try {
                settings.requireLiveChange(changed);
                NativeCapture.update0(address, changed.toNativeText());
                settings = changed;
            } finally {
                handle.leave();
                Reference.reachabilityFence(this);
            }
        }
    }

    void requestKeyFrame() {
        synchronized (handle) {
            NativeCapture.requestKeyFrame0(handle.require());
        }
        Reference.reachabilityFence(this);
    }

    void requestRefresh(RefreshRequest request) {
        FrameNumber since = request.since();
        int[] again =
                request.again().stream()
                        .flatMapToInt(
                                area ->
                                        IntStream.of(
                                                area.x(), area.y(), area.width(), area.height()))
                        .toArray();
        synchronized (handle) {
            NativeCapture.requestRefresh0(
                    handle.require(),
                    since == null ? NO_EPOCH : since.epoch(),
                    since == null ? 0 : since.frame(),
                    request.mostBytes(),
                    again);
        }
        Reference.reachabilityFence(this);
    }

    /**
     * See {@link NativeCapture#picture0}. Not within the monitor of the handle: it may wait for a
     * frame that is being made.
     *
     * @throws IllegalStateException if this was closed
     */
    long @Nullable [] picture(
            long since, boolean all, int[] pixels, int offset, int stride, int width, int height) {
        long address = handle.enter();
        try {
            return NativeCapture.picture0(
                    address, since, all, pixels, offset, stride, width, height);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    /**
     * See {@link ScreenPicture#contentHash()}.
     *
     * @throws IllegalStateException if this was closed
     */
    OptionalLong contentHash() {
        long address = handle.enter();
        try {
            long[] hash = NativeCapture.contentHash0(address);
            return hash == null ? OptionalLong.empty() : OptionalLong.of(hash[0]);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    /**
     * See {@link ScreenPicture#encode}.
     *
     * @throws IllegalStateException if this was closed
     */
    byte @Nullable [] encodePicture(PictureFormat format, double scale) {
        CaptureSettings now = settings;
        long address = handle.enter();
        try {
            return NativeCapture.encodePicture0(
                    address, format.code(), now.jpegQuality(), now.jpegFullColor(), scale);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    /**
     * See {@link NativeCapture#scaledPicture0}.
     *
     * @throws IllegalStateException if this was closed
     */
    int @Nullable [] scaledPicture(double scale, int[] size) {
        long address = handle.enter();
        try {
            return NativeCapture.scaledPicture0(address, scale, size);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
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

    /**
     * See {@link Capture#description()}.
     *
     * @throws IllegalStateException if this was closed
     */
    CaptureDescription description() {
        String told;
        synchronized (handle) {
            told = NativeCapture.describeSource0(handle.require());
        }
        Reference.reachabilityFence(this);
        return CaptureDescription.of(told, settings, fallbacks(), counters, encodes);
    }

    CaptureCounters counters() {
        return counters;
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
                            unlogged.add(notice);
                        });
    }

    /** Not while next is in native code: who reads the log may close. */
    private void logNotices() {
        List<String> notices = List.copyOf(unlogged);
        unlogged.clear();
        notices.forEach(notice -> LOG.warn("{}", notice));
    }

    /**
     * Wakes a waiting {@link #next}, waits until it has left native code, and frees. Waits neither
     * for the cursor's listener nor for an {@link #update} that reads a file or a {@link #picture}
     * that copies, which free when they are done. Stripes that were not copied stay readable.
     * Idempotent.
     */
    @Override
    public void close() {
        stop();
        nativeLock.lock();
        try {
            cleanable.clean();
            buffer = NO_PACKET;
        } finally {
            nativeLock.unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** Wakes a waiting {@link #next}; from now on there is no next frame. Does not wait. */
    void stop() {
        handle.stop();
        watchers.forEach(Runnable::run);
        Reference.reachabilityFence(this);
    }
}
