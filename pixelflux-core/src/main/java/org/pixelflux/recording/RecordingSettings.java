// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import java.util.Objects;
import org.pixelflux.CaptureSettings;

/**
 * What a {@link Recording} captures, when it begins another file, and which files it keeps. Each
 * method gives other settings and leaves these as they are.
 *
 * @param capture what is captured; mode, h264FullFrame, h264StreamingMode, keyframeIntervalSeconds
 *     and wireHeader have no effect, and h264FullColor is refused
 * @param fileDuration another file begins with the first change after so long; zero: none does
 * @param fileBytes another file begins with the first change after a file has so many bytes; 0:
 *     none does
 * @param keepFiles of the files that the recording has written, so many newest ones are kept, the
 *     one that is being written included; 0: all
 * @param keepBytes the oldest files are deleted while all have more bytes than that together, but
 *     never the one that is being written; 0: none is
 * @param changeIndex whether each file gets an index of its changes beside it: see {@link
 *     Recording}
 * @param reconnect whether a capture that was lost, because its display went away or for another
 *     reason, is opened again as soon as that is possible, and the recording goes on in another
 *     file; otherwise it ends. It also ends when the user declines to share the screen, who would
 *     be asked again and again
 */
public record RecordingSettings(
        CaptureSettings capture,
        Duration fileDuration,
        long fileBytes,
        int keepFiles,
        long keepBytes,
        boolean changeIndex,
        boolean reconnect) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final long FEWEST_BYTES = 100_000;

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public RecordingSettings {
        Objects.requireNonNull(capture, "capture");
        VideoSettings.of(capture);
        require(
                fileDuration.isZero()
                        || fileDuration.compareTo(SHORTEST) >= 0
                                && fileDuration.compareTo(LONGEST) <= 0,
                "fileDuration",
                fileDuration,
                "0, and 1 second to 366 days");
        require(
                fileBytes == 0 || fileBytes >= FEWEST_BYTES,
                "fileBytes",
                fileBytes,
                "0, and " + FEWEST_BYTES + " and more");
        require(keepFiles >= 0, "keepFiles", keepFiles, "0 and more");
        require(keepBytes >= 0, "keepBytes", keepBytes, "0 and more");
    }

    private static void require(boolean holds, String name, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is out of range, allowed " + allowed);
        }
    }

    /** One file with an index, but for resizes of the screen and displays that come back. */
    public static RecordingSettings of(CaptureSettings capture) {
        return new RecordingSettings(capture, Duration.ZERO, 0, 0, 0, true, true);
    }

    /** Another file begins with the first change after so long. */
    public RecordingSettings withFileDuration(Duration fileDuration) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }

    /** Another file begins with the first change after a file has so many bytes. */
    public RecordingSettings withFileBytes(long fileBytes) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }

    /** Only so many newest files are kept. */
    public RecordingSettings withKeepFiles(int keepFiles) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }

    /** Only so many bytes are kept. */
    public RecordingSettings withKeepBytes(long keepBytes) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }

    /** Whether each file gets an index of its changes. */
    public RecordingSettings withChangeIndex(boolean changeIndex) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }

    /** Whether it goes on in another file when a capture that was lost can be opened again. */
    public RecordingSettings withReconnect(boolean reconnect) {
        return new RecordingSettings(
                capture, fileDuration, fileBytes, keepFiles, keepBytes, changeIndex, reconnect);
    }
}
