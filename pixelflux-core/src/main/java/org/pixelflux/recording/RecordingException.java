// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of a {@link Recording} could not be written. What was written before plays. The {@link
 * #reason()} says what to do.
 */
public final class RecordingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    public enum Reason {
        /** The disk, or the share of it that the user may have, is full: make room. */
        DISK_FULL,
        /** The file exists, or the directory is missing or refuses files, or a disk is broken. */
        FILE
    }

    private final Reason reason;
    private final transient Path file;

    RecordingException(Path file, IOException cause) {
        this(reasonOf(file, cause), file, cause);
    }

    private RecordingException(Reason reason, Path file, IOException cause) {
        super(
                reason == Reason.DISK_FULL
                        ? "no room for "
                                + file
                                + ": the disk is full; make room, or let the recording keep fewer"
                                + " files. What was written before plays"
                        : cause instanceof FileAlreadyExistsException
                                ? cause.getMessage()
                                        + " exists, and no file is overwritten: choose another"
                                        + " name, such as one with the time in it"
                                : "cannot write " + file + ": " + cause,
                cause);
        this.reason = reason;
        this.file = file;
    }

    /** What was wrong. */
    public Reason reason() {
        return reason;
    }

    /** The file that could not be written. */
    public Path file() {
        return file;
    }

    /** Java says it in words alone, which may be those of another language. */
    private static Reason reasonOf(Path file, IOException cause) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean full =
                words.contains("no space left")
                        || words.contains("quota")
                        || words.contains("file too large")
                        || hasNoRoom(file);
        return full ? Reason.DISK_FULL : Reason.FILE;
    }

    private static boolean hasNoRoom(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
