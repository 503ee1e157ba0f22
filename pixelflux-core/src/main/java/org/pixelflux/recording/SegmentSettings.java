// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import java.util.Objects;

/**
 * When a {@link SegmentReader} ends a segment, and what segments are. Each method gives other
 * settings and leaves these as they are.
 *
 * @param duration a segment ends with the first change after so long, 0.1 seconds to 24 hours
 * @param bytes or with the first change after it has so many bytes, 100,000 and more
 * @param format what a segment is
 * @param live whether segments also end while the screen is still: then the picture is repeated,
 *     with CMAF most often in a few dozen bytes and as a key frame in every third segment, else as
 *     a key frame in each. Off: a segment lasts until something changes
 */
public record SegmentSettings(Duration duration, long bytes, SegmentFormat format, boolean live) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long FEWEST_BYTES = 100_000;

    /** A byte array and the pictures that come until a key frame does must have room. */
    private static final long MOST_BYTES = 1_000_000_000;

    /** MP4 files of 10 seconds or 10 MB, none while the screen is still. */
    public static final SegmentSettings FILES =
            new SegmentSettings(Duration.ofSeconds(10), 10_000_000, SegmentFormat.MP4, false);

    /** For a live playlist: CMAF, every two seconds, also while the screen is still. */
    public static final SegmentSettings LIVE =
            new SegmentSettings(Duration.ofSeconds(2), 10_000_000, SegmentFormat.CMAF, true);

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public SegmentSettings {
        Objects.requireNonNull(format, "format");
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "segmentDuration: "
                            + duration
                            + " is out of range, allowed 100 ms to 24 hours");
        }
        if (bytes < FEWEST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes: "
                            + bytes
                            + " is out of range, allowed "
                            + FEWEST_BYTES
                            + ".."
                            + MOST_BYTES);
        }
    }

    /** A segment ends with the first change after so long. */
    public SegmentSettings withDuration(Duration duration) {
        return new SegmentSettings(duration, bytes, format, live);
    }

    /** A segment ends with the first change after it has so many bytes. */
    public SegmentSettings withBytes(long bytes) {
        return new SegmentSettings(duration, bytes, format, live);
    }

    /** What a segment is. */
    public SegmentSettings withFormat(SegmentFormat format) {
        return new SegmentSettings(duration, bytes, format, live);
    }

    /** Whether segments also end while the screen is still. */
    public SegmentSettings withLive(boolean live) {
        return new SegmentSettings(duration, bytes, format, live);
    }
}
