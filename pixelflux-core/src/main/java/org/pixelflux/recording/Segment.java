// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import org.pixelflux.SendReason;
import org.pixelflux.mp4.VideoTrack;

/**
 * A part of a video in memory, as a {@link SegmentReader} gives it. Immutable, but for its bytes.
 *
 * @param sequence counts the segments of one reader from 0, init segments apart
 * @param init whether it is an init segment, which has no picture: those of CMAF that follow play
 *     behind it; its times, epoch and reason are those of the first one
 * @param epoch that of its frames: see {@link org.pixelflux.Frame#epoch}
 * @param reason the first reason in order that one of its frames has
 * @param start when its first picture began, since the first one of the reader
 * @param duration how long it plays; zero for an init segment
 * @param captureNanos when the pixels of its first picture were read, on the clock of {@link
 *     System#nanoTime()}
 * @param keyFrame whether it begins with a key frame; one that does not is only given by a reader
 *     that is live, and only while the screen is still
 * @param format what its bytes are
 * @param track size, colours and codec of the video
 * @param bytes the caller owns them
 */
public record Segment(
        long sequence,
        boolean init,
        long epoch,
        SendReason reason,
        Duration start,
        Duration duration,
        long captureNanos,
        boolean keyFrame,
        SegmentFormat format,
        VideoTrack track,
        byte[] bytes) {

    /** The media type of its bytes: {@code video/mp4}, or {@code video/iso.segment}. */
    public String contentType() {
        return init || format == SegmentFormat.MP4 ? "video/mp4" : "video/iso.segment";
    }

    /** How the name of a file with its bytes should end: {@code mp4}, or {@code m4s}. */
    public String fileExtension() {
        return init || format == SegmentFormat.MP4 ? "mp4" : "m4s";
    }

    @Override
    public String toString() {
        return "Segment{"
                + (init ? "init" : sequence)
                + " "
                + track
                + " "
                + duration
                + " from "
                + start
                + ", "
                + bytes.length
                + " bytes}";
    }
}
