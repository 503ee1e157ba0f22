// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorListener;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.PixelfluxException;
import org.pixelflux.ScreenPicture;
import org.pixelflux.Stripe;
import org.pixelflux.recording.SegmentCutter.Wish;

/**
 * A capture that gives segments of a video, in memory: {@link #open} it, then call {@link #next()}
 * again and again.
 *
 * <pre>{@code
 * try (SegmentReader reader = SegmentReader.open(settings, SegmentSettings.FILES)) {
 *     for (Segment segment; (segment = reader.next()) != null; ) {
 *         …  segment.bytes()
 *     }
 * }
 * }</pre>
 *
 * <p>The video is H.264 in full frames, 4:2:0, whatever mode says, and each picture has the time
 * that it was shown. A segment begins with a key frame and ends with the first change after its
 * time; with {@link SegmentSettings#live} also while the screen is still. Within a segment a key
 * frame comes at least after 5 seconds of change. A resize of the screen (autoAdjustSize) ends a
 * segment, and with CMAF another init segment follows.
 *
 * <p>After {@link #close}, {@code next} gives what there was of a segment, and then null. mode,
 * h264FullFrame, h264StreamingMode, keyframeIntervalSeconds and wireHeader have no effect.
 * Otherwise it is a {@link FrameReader}: see there for its failures, threads and what blocks.
 *
 * <p>A picture is copied twice: to the memory of its segment, which is used again, and to the
 * segment's array, which is made once.
 */
public final class SegmentReader implements Capture {

    private final FrameReader capture;
    private final SegmentCutter cutter;
    private final Queue<Segment> ready = new ArrayDeque<>();
    private boolean ended;

    /** One update at a time. */
    private final Object updating = new Object();

    /** The capture sends its picture again, changed or not. Guarded by {@code updating}. */
    private boolean repeating;

    private volatile CaptureSettings settings;

    private SegmentReader(FrameReader capture, CaptureSettings settings, SegmentSettings segments) {
        this.capture = capture;
        this.settings = settings;
        this.cutter = new SegmentCutter(segments, ready::add);
    }

    /**
     * Opens the source.
     *
     * @throws IllegalArgumentException if the region does not fit the source, or h264FullColor is
     *     set
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    public static SegmentReader open(CaptureSettings settings, SegmentSettings segments) {
        Objects.requireNonNull(segments, "segments");
        return new SegmentReader(FrameReader.open(VideoSettings.of(settings)), settings, segments);
    }

    /**
     * The next segment: blocks until one has ended. One thread at a time; a second one waits.
     *
     * @return null if the capture is closed, and the last segment was given
     * @throws PixelfluxException if the source or an encoder failed; a display that is gone needs a
     *     new reader. {@link #close} it, and {@code next} gives what there was of a segment
     */
    public synchronized @Nullable Segment next() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        return ready.poll();
    }

    /**
     * Waits until the first picture has come, of which a segment will begin. One thread at a time,
     * as {@link #next()}.
     *
     * @return false if the capture is closed
     * @throws PixelfluxException if the source or an encoder failed
     */
    public synchronized boolean awaitPicture() {
        while (!cutter.hasBegun() && !ended) {
            read();
        }
        return !ended;
    }

    /** Waits for a frame, or until a segment is due. */
    private void read() {
        long due = cutter.dueIn(System.nanoTime());
        Frame frame =
                due == SegmentCutter.NEVER ? capture.next() : capture.next(Duration.ofNanos(due));
        if (frame == null) {
            ended = true;
            cutter.end(System.nanoTime());
        } else if (frame.isEmpty()) {
            cutter.overdue();
            carryOut(cutter.wish());
        } else {
            take(frame);
        }
    }

    private void take(Frame frame) {
        Stripe whole = frame.stripes().get(0);
        cutter.add(
                whole.payloadBuffer(),
                whole.keyFrame(),
                frame.captureNanos(),
                frame.epoch(),
                frame.reason());
        carryOut(cutter.wish());
    }

    private void carryOut(Wish wish) {
        repeat(wish == Wish.REPEAT);
        if (wish == Wish.KEY_FRAME) {
            ask(capture::requestKeyFrame);
        }
    }

    private void repeat(boolean on) {
        synchronized (updating) {
            if (repeating != on) {
                repeating = on;
                ask(() -> capture.update(withRepeating(settings)));
            }
        }
    }

    private CaptureSettings withRepeating(CaptureSettings wanted) {
        return VideoSettings.of(wanted).toBuilder().h264StreamingMode(repeating).build();
    }

    /** It may be closed meanwhile. */
    private void ask(Runnable request) {
        try {
            request.run();
        } catch (IllegalStateException e) {
            if (capture.isRunning()) {
                throw e;
            }
        }
    }

    /** The settings that the program gave, as last updated. */
    @Override
    public CaptureSettings settings() {
        return settings;
    }

    /**
     * @throws IllegalArgumentException if an option differs that cannot change while capturing,
     *     h264FullColor is set, or the new region does not fit the source
     */
    @Override
    public void update(CaptureSettings changed) {
        synchronized (updating) {
            capture.update(withRepeating(changed));
            settings = changed;
        }
    }

    /** Lets a key frame be the next picture. */
    @Override
    public void requestKeyFrame() {
        capture.requestKeyFrame();
    }

    /** As {@link #requestKeyFrame}. */
    @Override
    public void requestRefresh(long epoch, long sinceFrame) {
        capture.requestRefresh(epoch, sinceFrame);
    }

    @Override
    public void cursorListener(@Nullable CursorListener listener) {
        capture.cursorListener(listener);
    }

    @Override
    public ScreenPicture picture() {
        return capture.picture();
    }

    @Override
    public boolean isRunning() {
        return capture.isRunning();
    }

    @Override
    public CaptureDescription description() {
        return capture.description();
    }

    /** Of its pictures, whose bytes are those before they are put into a file. */
    @Override
    public CaptureCounters counters() {
        return capture.counters();
    }

    @Override
    public List<String> fallbacks() {
        return capture.fallbacks();
    }

    /** Ends the capture as {@link FrameReader#close} does. Idempotent. */
    @Override
    public void close() {
        capture.close();
    }
}
