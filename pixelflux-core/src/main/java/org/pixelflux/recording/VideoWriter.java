// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureArea;
import org.pixelflux.mp4.Fragment;
import org.pixelflux.mp4.VideoTrack;

/**
 * Writes pictures to the files of a recording: decides when a fragment is written, when another
 * file begins and when a key frame is wanted. It knows no clock and no capture; times are
 * nanoseconds of any clock. One thread at a time.
 */
final class VideoWriter {

    /** What a killed program loses at most. */
    static final Duration FRAGMENT = Duration.ofSeconds(1);

    /** Players can seek to there. */
    static final Duration KEY_FRAMES = Duration.ofSeconds(5);

    /** Until the next picture comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long FRAGMENT_TICKS = Ticks.of(FRAGMENT);

    private final RecordedFiles files;
    private final long fileTicks;
    private final long fileBytes;
    private final Fragment fragment = new Fragment();
    private final KeyFrameInterval keyFrames = new KeyFrameInterval(Ticks.of(KEY_FRAMES));
    private @Nullable RecordedFile file;
    private long lastTime = Long.MIN_VALUE;

    VideoWriter(RecordedFiles files, RecordingSettings settings) {
        this.files = files;
        this.fileTicks =
                settings.fileDuration().isZero() ? NEVER : Ticks.of(settings.fileDuration());
        this.fileBytes = settings.fileBytes() == 0 ? NEVER : settings.fileBytes();
    }

    /**
     * Takes a picture.
     *
     * @param picture H.264 in Annex B form; it is copied
     * @param areas where it differs from the one before
     */
    void add(ByteBuffer picture, boolean keyFrame, long nanos, List<PictureArea> areas)
            throws IOException {
        long time = Math.max(Ticks.ofNanos(nanos), lastTime + 1);
        lastTime = time;
        if (fragment.pictures() > 0 && (keyFrame || time - fragment.start() >= FRAGMENT_TICKS)) {
            write(time);
        }
        RecordedFile current = file;
        if (current != null && fragment.pictures() == 0) {
            current.extend(time);
        }
        if (keyFrame) {
            current = fileFor(VideoTrack.of(picture), time);
        }
        if (current == null) {
            // Nothing can be shown before the first key frame, with which each capture begins.
            return;
        }
        fragment.add(picture, keyFrame, time);
        current.changed(time, areas);
        keyFrames.picture(keyFrame, time);
    }

    /** Whether the next picture should be a key frame. */
    boolean wantsKeyFrame() {
        RecordedFile current = file;
        return keyFrames.isDue() || current != null && isLongEnough(current, lastTime);
    }

    private boolean isLongEnough(RecordedFile current, long time) {
        return time - current.origin() >= fileTicks
                || current.bytes() + fragment.bytes() >= fileBytes;
    }

    private RecordedFile fileFor(VideoTrack track, long time) throws IOException {
        RecordedFile current = file;
        if (current != null && track.continues(current.track()) && !isLongEnough(current, time)) {
            return current;
        }
        finishFile();
        RecordedFile next = files.begin(track, time);
        file = next;
        files.tidy(next.bytes());
        return next;
    }

    /** In how many nanoseconds {@link #rest} is to be called if no picture comes before. */
    long dueIn(long nanos) {
        if (fragment.pictures() == 0) {
            return NEVER;
        }
        long left = fragment.start() + FRAGMENT_TICKS - Ticks.ofNanos(nanos);
        return Math.max(0, Ticks.toNanos(left) + 1);
    }

    /** The screen is still: writes what came, and what is written lasts until then at least. */
    void rest(long nanos) throws IOException {
        long time = Math.max(Ticks.ofNanos(nanos), lastTime + 1);
        if (fragment.pictures() > 0) {
            write(time);
        } else if (file != null) {
            file.extend(time);
        }
    }

    /** Ends the file; the last picture lasts until then. Another one begins with a key frame. */
    void endFile(long nanos) throws IOException {
        rest(nanos);
        finishFile();
    }

    /** Ends the recording; the last picture lasts until then. */
    void end(long nanos) throws IOException {
        endFile(nanos);
        files.end();
    }

    /** Ends it after an error: keeps what is written. */
    void abandon() throws IOException {
        fragment.clear();
        finishFile();
        files.end();
    }

    private void write(long end) throws IOException {
        RecordedFile current = file;
        if (current != null) {
            current.append(fragment, end);
            fragment.clear();
            files.tidy(current.bytes());
        }
    }

    private void finishFile() throws IOException {
        RecordedFile finished = file;
        if (finished != null) {
            file = null;
            finished.finish();
            files.finished(finished);
        }
    }
}
