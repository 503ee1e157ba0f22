// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.SendReason;
import org.pixelflux.mp4.Fragment;
import org.pixelflux.mp4.VideoTrack;

/**
 * Makes segments of pictures, and says what it wants of the capture for that. It knows no clock and
 * no capture; times are nanoseconds of any clock. One thread at a time.
 */
final class SegmentCutter {

    /** What the next picture should be. */
    enum Wish {
        /** Whatever comes, whenever it comes. */
        NONE,
        /** A key frame, at once. */
        KEY_FRAME,
        /** At once, the same one again if need be. */
        REPEAT
    }

    /** Nobody waits for a segment. */
    static final long NEVER = Long.MAX_VALUE;

    /** While the screen is still, every so many segments of a live video have a key frame. */
    private static final int LIVE_KEY_FRAMES = 3;

    private static final byte[] CMAF_BEGINNING = VideoTrack.segmentBeginning();

    private final SegmentSettings settings;
    private final long longest;
    private final Consumer<Segment> segments;
    private final Fragment fragment = new Fragment();
    private final KeyFrameInterval keyFrames =
            new KeyFrameInterval(Ticks.of(VideoWriter.KEY_FRAMES));

    private @Nullable VideoTrack track;
    private long origin;
    private long epoch;
    private SendReason reason = SendReason.CHANGE;
    private long firstNanos;
    private long lastTime = Long.MIN_VALUE;
    private long sequence;
    private int withoutKeyFrame;
    private Wish overdue = Wish.NONE;

    SegmentCutter(SegmentSettings settings, Consumer<Segment> segments) {
        this.settings = settings;
        this.longest = Ticks.of(settings.duration());
        this.segments = segments;
    }

    /**
     * Takes a picture, which may end a segment.
     *
     * @param picture H.264 in Annex B form; it is copied
     * @param pictureEpoch another one begins with a key frame
     */
    void add(
            ByteBuffer picture,
            boolean keyFrame,
            long nanos,
            long pictureEpoch,
            SendReason pictureReason) {
        long time = Math.max(Ticks.ofNanos(nanos), lastTime + 1);
        if (track == null && !keyFrame) {
            // Nothing can be shown before the first key frame, with which each capture begins.
            return;
        }
        if (lastTime == Long.MIN_VALUE) {
            origin = time;
        }
        lastTime = time;
        VideoTrack next = keyFrame ? VideoTrack.of(picture) : track;
        boolean another =
                keyFrame && next != null && (!next.continues(track) || pictureEpoch != epoch);
        if (fragment.pictures() > 0
                && (another || isLongEnough(time) && (keyFrame || overdue == Wish.REPEAT))) {
            cut(time);
        }
        boolean first = fragment.pictures() == 0;
        if (first) {
            epoch = pictureEpoch;
            firstNanos = nanos;
            overdue = Wish.NONE;
        }
        reason = first || pictureReason.compareTo(reason) < 0 ? pictureReason : reason;
        if (another && next != null) {
            begin(next, time);
        }
        fragment.add(picture, keyFrame, time);
        keyFrames.picture(keyFrame, time);
    }

    private void begin(VideoTrack next, long time) {
        track = next;
        if (settings.format() == SegmentFormat.CMAF) {
            segments.accept(
                    new Segment(
                            sequence,
                            true,
                            epoch,
                            reason,
                            duration(time - origin),
                            Duration.ZERO,
                            firstNanos,
                            false,
                            SegmentFormat.CMAF,
                            next,
                            next.header(0)));
        }
    }

    /** Whether a picture has come that can be shown. */
    boolean hasBegun() {
        return track != null;
    }

    /** What is wanted after the last picture, or after {@link #overdue}. */
    Wish wish() {
        if (overdue != Wish.NONE) {
            return overdue;
        }
        return keyFrames.isDue() || fragment.pictures() > 0 && isLongEnough(lastTime)
                ? Wish.KEY_FRAME
                : Wish.NONE;
    }

    private boolean isLongEnough(long time) {
        return time - fragment.start() >= longest || fragment.bytes() >= settings.bytes();
    }

    /** In how many nanoseconds {@link #overdue} is to be called if no picture comes before. */
    long dueIn(long nanos) {
        if (!settings.live() || fragment.pictures() == 0 || overdue != Wish.NONE) {
            return NEVER;
        }
        long left = fragment.start() + longest - Ticks.ofNanos(nanos);
        return Math.max(0, Ticks.toNanos(left) + 1);
    }

    /** The screen is still, and somebody waits for the next segment. */
    void overdue() {
        boolean repeats =
                settings.format() == SegmentFormat.CMAF
                        && segmentsWithoutKeyFrame() + 1 < LIVE_KEY_FRAMES;
        overdue = repeats ? Wish.REPEAT : Wish.KEY_FRAME;
    }

    /** How many segments in a row have no key frame, the one in hand included. */
    private int segmentsWithoutKeyFrame() {
        return fragment.beginsWithKeyFrame() ? 0 : withoutKeyFrame + 1;
    }

    /** Gives what there is as the last segment; its last picture lasts until then. */
    void end(long nanos) {
        if (fragment.pictures() > 0) {
            cut(Math.max(Ticks.ofNanos(nanos), lastTime + 1));
        }
    }

    private void cut(long end) {
        VideoTrack current = track;
        if (current == null) {
            return;
        }
        long start = fragment.start();
        boolean files = settings.format() == SegmentFormat.MP4;
        byte[] bytes =
                fragment.toBytes(
                        files ? current.header(end - start) : CMAF_BEGINNING,
                        files ? 1 : sequence + 1,
                        end,
                        files ? start : origin);
        boolean keyFrame = fragment.beginsWithKeyFrame();
        withoutKeyFrame = segmentsWithoutKeyFrame();
        fragment.clear();
        segments.accept(
                new Segment(
                        sequence++,
                        false,
                        epoch,
                        reason,
                        duration(start - origin),
                        duration(end - start),
                        firstNanos,
                        keyFrame,
                        settings.format(),
                        current,
                        bytes));
    }

    private static Duration duration(long ticks) {
        return Duration.ofNanos(Ticks.toNanos(ticks));
    }
}
