// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureArea;
import org.pixelflux.mp4.Fragment;
import org.pixelflux.mp4.VideoTrack;

/**
 * One MP4 file that is being written, and the index of changes beside it. It plays at any moment up
 * to the last fragment. One thread at a time.
 */
final class RecordedFile {

    private record Cue(long time, List<PictureArea> areas) {}

    private final Path path;
    private final FileChannel video;
    private final @Nullable FileChannel index;
    private final VideoTrack track;
    private final long origin;
    private final List<Cue> cues = new ArrayList<>();

    /** Where the file says how long it is. */
    private final long durationAt;

    private long length;
    private long indexLength;
    private long fragments;

    /** Where the file says how long its last picture lasts, and when that began. */
    private long lastDurationAt;

    private long lastStart;
    private long end;

    /**
     * Writes the beginning of the file.
     *
     * @param video of an empty file; belongs to this from now on
     * @param index the same, or null
     * @param origin when the first picture begins
     */
    RecordedFile(
            Path path,
            FileChannel video,
            @Nullable FileChannel index,
            VideoTrack track,
            long origin)
            throws IOException {
        this.path = path;
        this.video = video;
        this.index = index;
        this.track = track;
        this.origin = origin;
        this.end = origin;
        byte[] header = track.header(0);
        durationAt = header.length - (long) VideoTrack.DURATION_FROM_END;
        length = append(video, length, ByteBuffer.wrap(header));
        if (index != null) {
            indexLength = append(index, indexLength, ByteBuffer.wrap(ChangeIndex.beginning()));
        }
    }

    Path path() {
        return path;
    }

    VideoTrack track() {
        return track;
    }

    /** When its first picture begins. */
    long origin() {
        return origin;
    }

    /** Of all that is written, the index included. */
    long bytes() {
        return length + indexLength;
    }

    /** Remembers where a picture differs from the one before, until its fragment is written. */
    void changed(long time, List<PictureArea> areas) {
        if (index != null && !areas.isEmpty()) {
            cues.add(new Cue(time, areas));
        }
    }

    /** Appends a fragment whose last picture ends then, as far as is known. */
    void append(Fragment fragment, long fragmentEnd) throws IOException {
        ByteBuffer[] parts = fragment.write(fragments + 1, fragmentEnd, origin);
        lastDurationAt = length + parts[0].remaining() - Fragment.DURATION_FROM_END;
        length = append(video, length, parts);
        fragments++;
        lastStart = fragment.lastStart();
        end = fragmentEnd;
        appendCues(fragmentEnd);
    }

    private void appendCues(long fragmentEnd) throws IOException {
        if (index == null || cues.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            long cueEnd = i + 1 < cues.size() ? cues.get(i + 1).time() : fragmentEnd;
            ChangeIndex.append(text, cue.time() - origin, cueEnd - origin, cue.areas());
        }
        cues.clear();
        indexLength = append(index, indexLength, ByteBuffer.wrap(ChangeIndex.bytes(text)));
    }

    /**
     * The last picture that was written lasts until then, and not until when it was written. Needs
     * no more room on the disk.
     */
    void extend(long newEnd) throws IOException {
        if (fragments == 0 || newEnd == end) {
            return;
        }
        ByteBuffer duration = ByteBuffer.allocate(4);
        duration.putInt((int) Fragment.duration(newEnd - lastStart)).flip();
        overwrite(lastDurationAt, duration);
        end = newEnd;
    }

    /** Says how long the file is, and closes it. */
    void finish() throws IOException {
        ByteBuffer duration = ByteBuffer.allocate(8);
        duration.putLong(end - origin).flip();
        try {
            overwrite(durationAt, duration);
        } finally {
            close();
        }
    }

    private void close() throws IOException {
        try {
            video.close();
        } finally {
            if (index != null) {
                index.close();
            }
        }
    }

    private void overwrite(long at, ByteBuffer bytes) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += video.write(bytes, to);
        }
    }

    /**
     * Appends all or nothing: half a fragment is cut off again.
     *
     * @return the new length
     */
    private static long append(FileChannel channel, long length, ByteBuffer... parts)
            throws IOException {
        long newLength = length;
        for (ByteBuffer part : parts) {
            newLength += part.remaining();
        }
        try {
            channel.position(length);
            while (channel.position() < newLength) {
                channel.write(parts);
            }
            return newLength;
        } catch (IOException e) {
            try {
                channel.truncate(length);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }
}
