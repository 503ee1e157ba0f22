// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.pixelflux.mp4.VideoTrack;

/**
 * The files of one recording: their names, and which are kept. The first one has the name that was
 * asked for; {@code desk.mp4} is followed by {@code desk-2.mp4}. None takes the place of another.
 * One thread at a time, but for {@link #paths} and {@link #last}.
 */
final class RecordedFiles {

    /** Opens a file that must not exist yet; a test gives one on a disk that is full. */
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path path) throws IOException;
    }

    private record Finished(Path path, long bytes) {}

    private final Path first;
    private final RecordingSettings settings;
    private final Opener opener;
    private final Deque<Finished> finished = new ArrayDeque<>();
    private final List<Path> paths = new CopyOnWriteArrayList<>();
    private volatile Path last;
    private int number;

    /** Opened and empty, for the first file. */
    private @Nullable Channels firstChannels;

    private record Channels(FileChannel video, @Nullable FileChannel index) {

        void closeAfter(Throwable failure) {
            try {
                close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }

        void close() throws IOException {
            try {
                video.close();
            } finally {
                if (index != null) {
                    index.close();
                }
            }
        }
    }

    /**
     * Creates the first file, so that what is wrong with it shows at once.
     *
     * @throws IOException if it exists, or cannot be created
     */
    RecordedFiles(Path first, RecordingSettings settings, Opener opener) throws IOException {
        this.first = first;
        this.last = first;
        this.settings = settings;
        this.opener = opener;
        if (settings.changeIndex() && ChangeIndex.pathFor(first).equals(first)) {
            throw new IOException(
                    "the index of changes would take its name: let it end in .mp4, or switch"
                            + " changeIndex off");
        }
        this.firstChannels = open(first);
    }

    static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** The files that are kept, the oldest first. Any thread. */
    List<Path> paths() {
        return List.copyOf(paths);
    }

    /** The newest file, whether or not it could be begun. Any thread. */
    Path last() {
        return last;
    }

    /** Begins the next file. If that fails it leaves none. */
    RecordedFile begin(VideoTrack track, long origin) throws IOException {
        Path path = first;
        Channels channels = firstChannels;
        firstChannels = null;
        number++;
        while (channels == null) {
            path = numbered(number);
            try {
                channels = open(path);
            } catch (FileAlreadyExistsException e) {
                number++;
            }
        }
        try {
            return new RecordedFile(path, channels.video(), channels.index(), track, origin);
        } catch (IOException e) {
            channels.closeAfter(e);
            forget(path, e);
            throw e;
        }
    }

    /** Deletes a file that has not even a beginning. */
    private void forget(Path path, IOException why) {
        paths.remove(path);
        try {
            delete(path);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** And its index, if it is one of this recording. */
    private void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
        if (settings.changeIndex()) {
            Files.deleteIfExists(ChangeIndex.pathFor(path));
        }
    }

    private Channels open(Path path) throws IOException {
        last = path;
        FileChannel video = opener.open(path);
        try {
            FileChannel index =
                    settings.changeIndex() ? opener.open(ChangeIndex.pathFor(path)) : null;
            paths.add(path);
            return new Channels(video, index);
        } catch (IOException e) {
            new Channels(video, null).closeAfter(e);
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private Path numbered(int count) {
        String name = String.valueOf(first.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return first.resolveSibling(stem + "-" + count + (dot > 0 ? name.substring(dot) : ""));
    }

    /** Hears of a file that was finished. */
    void finished(RecordedFile file) {
        finished.add(new Finished(file.path(), file.bytes()));
    }

    /**
     * Deletes what is not to be kept beside a file that has so many bytes.
     *
     * @throws IOException if a file cannot be deleted
     */
    void tidy(long currentBytes) throws IOException {
        while (!finished.isEmpty() && isTooMuch(currentBytes)) {
            Finished oldest = finished.remove();
            delete(oldest.path());
            paths.remove(oldest.path());
        }
    }

    private boolean isTooMuch(long currentBytes) {
        long bytes = finished.stream().mapToLong(Finished::bytes).sum() + currentBytes;
        return settings.keepFiles() > 0 && finished.size() >= settings.keepFiles()
                || settings.keepBytes() > 0 && bytes > settings.keepBytes();
    }

    /** Deletes the first file if nothing was written to it. */
    void end() throws IOException {
        Channels empty = firstChannels;
        if (empty == null) {
            return;
        }
        firstChannels = null;
        paths.remove(first);
        try {
            empty.close();
        } finally {
            delete(first);
        }
    }
}
