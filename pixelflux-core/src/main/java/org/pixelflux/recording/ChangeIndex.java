// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureArea;

/**
 * The index of a recording's changes, as a {@link Recording} writes it beside each file: WebVTT
 * whose cues have one line {@code xywh=x,y,width,height} for each rectangle that changed, in pixels
 * as Media Fragments URI has them. A browser reads it as a metadata track of the video. Immutable.
 */
public final class ChangeIndex {

    private static final String BEGINNING = "WEBVTT\n\n";
    private static final String ARROW = " --> ";
    private static final String AREA = "xywh=";

    private final List<Change> changes;

    private ChangeIndex(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    /**
     * What changed at one moment of a recording.
     *
     * @param time from the beginning of the file
     * @param areas what differs from the picture before
     */
    public record Change(Duration time, List<PictureArea> areas) {

        /** Takes a copy of the list. */
        public Change {
            areas = List.copyOf(areas);
        }

        /** Whether something changed in that rectangle. */
        public boolean touches(PictureArea rectangle) {
            return areas.stream().anyMatch(area -> overlap(area, rectangle));
        }

        private static boolean overlap(PictureArea a, PictureArea b) {
            return a.x() < b.x() + (long) b.width()
                    && b.x() < a.x() + (long) a.width()
                    && a.y() < b.y() + (long) b.height()
                    && b.y() < a.y() + (long) a.height();
        }
    }

    /** Where the index of a recorded file is: {@code desk.vtt} for {@code desk.mp4}. */
    public static Path pathFor(Path video) {
        String name = String.valueOf(video.getFileName());
        int dot = name.lastIndexOf('.');
        return video.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".vtt");
    }

    /**
     * Reads the index of a recorded file, also while it is being written, and after the program
     * that wrote it was killed.
     *
     * @param video the MP4 file
     * @throws IOException if there is none, or it cannot be read
     */
    public static ChangeIndex of(Path video) throws IOException {
        String text = Files.readString(pathFor(video));
        // Behind the last empty line stands a cue that is being written, or was when the program
        // was killed.
        int whole = text.lastIndexOf("\n\n") + 1;
        return read(text.substring(0, whole).lines().toList());
    }

    static ChangeIndex read(List<String> lines) throws IOException {
        List<Change> changes = new ArrayList<>();
        List<PictureArea> areas = new ArrayList<>();
        for (String line : lines) {
            int arrow = line.indexOf(ARROW);
            try {
                if (arrow >= 0) {
                    areas = new ArrayList<>();
                    changes.add(new Change(time(line.substring(0, arrow)), List.of()));
                } else if (line.startsWith(AREA) && !changes.isEmpty()) {
                    areas.add(area(line.substring(AREA.length())));
                    int last = changes.size() - 1;
                    changes.set(last, new Change(changes.get(last).time(), areas));
                }
            } catch (RuntimeException e) {
                throw new IOException("no line of an index of changes: " + line, e);
            }
        }
        return new ChangeIndex(changes);
    }

    /** All changes, in the order of their times. */
    public List<Change> changes() {
        return changes;
    }

    /**
     * The next change in a rectangle of the picture.
     *
     * @param after only a later one counts
     * @return null if nothing changes there any more
     */
    public @Nullable Change next(Duration after, PictureArea rectangle) {
        for (Change change : changes) {
            if (change.time().compareTo(after) > 0 && change.touches(rectangle)) {
                return change;
            }
        }
        return null;
    }

    static byte[] beginning() {
        return bytes(BEGINNING);
    }

    /** Appends one cue; times are in units of a track. */
    static void append(StringBuilder text, long start, long end, List<PictureArea> areas) {
        long startMillis = Ticks.toMillis(start);
        long endMillis = Math.max(startMillis + 1, Ticks.toMillis(end));
        text.append(time(startMillis)).append(ARROW).append(time(endMillis)).append('\n');
        for (PictureArea area : areas) {
            text.append(AREA).append(area.x()).append(',').append(area.y());
            text.append(',').append(area.width()).append(',').append(area.height()).append('\n');
        }
        text.append('\n');
    }

    static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String time(long millis) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static Duration time(String text) {
        String[] parts = text.split("[:.]", 4);
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]))
                .plusMillis(Long.parseLong(parts[3]));
    }

    private static PictureArea area(String text) {
        String[] numbers = text.split(",", 4);
        return new PictureArea(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]));
    }
}
