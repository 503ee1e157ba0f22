// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * The newest segments of a screen, and the playlist that names them, as RFC 8216 has it but for one
 * thing: EXT-X-TARGETDURATION grows and shrinks again where a screen's server paused. The capture
 * puts segments here, and clients take them. Thread-safe.
 */
final class LivePlaylist {

    /** How many the playlist names. */
    static final int NAMED = 6;

    /** How many are kept: a client may still ask for those that an older playlist named. */
    static final int KEPT = 9;

    private record Part(long number, String init, double seconds, long time, boolean cut) {

        String name() {
            return number + ".m4s";
        }
    }

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final long usual;
    private long number;
    private long inits;
    private long cuts;
    private String init;
    private boolean cut;

    /**
     * @param seconds how long a segment is, about; one that is longer makes the playlist's longest
     *     segment longer while it is kept
     */
    LivePlaylist(double seconds) {
        this.usual = Math.max(1, Math.round(seconds));
    }

    /** Takes an init segment: what follows has another size, or its time begins anew. */
    synchronized void addInit(byte[] bytes) {
        cut = init != null;
        init = "init-" + inits++ + ".mp4";
        files.put(init, bytes);
    }

    /**
     * Takes a segment, which plays behind the last init segment.
     *
     * @param seconds how long it is
     * @param time when it began, in milliseconds since 1970
     */
    synchronized void add(byte[] bytes, double seconds, long time) {
        Part part = new Part(number++, init, seconds, time, cut);
        cut = false;
        parts.add(part);
        files.put(part.name(), bytes);
        if (parts.size() > KEPT) {
            files.remove(parts.remove().name());
            String oldest = parts.element().init();
            files.keySet().removeIf(name -> name.startsWith("init-") && isOlder(name, oldest));
        }
        if (parts.size() > NAMED && firstNamed().cut()) {
            cuts++; // No tag says it any more, since nothing stands before it.
        }
    }

    private static boolean isOlder(String init, String other) {
        return init.length() < other.length()
                || init.length() == other.length() && init.compareTo(other) < 0;
    }

    /** With which the playlist begins, once there are so many. */
    private Part firstNamed() {
        Iterator<Part> newest = parts.descendingIterator();
        Part part = newest.next();
        for (int i = 1; i < NAMED; i++) {
            part = newest.next();
        }
        return part;
    }

    /**
     * Of the segments that clients may play. An hour later nobody needs to stay as far behind as
     * after one that was long.
     */
    private long target() {
        double longest = parts.stream().mapToDouble(Part::seconds).max().orElse(0);
        return Math.max(usual, Math.round(longest));
    }

    /** The bytes of a file that the playlist names, or has named lately; null for any other. */
    synchronized byte[] file(String name) {
        return files.get(name);
    }

    /**
     * The playlist; null before the first segment.
     *
     * @param directory stands before each address
     * @param query what clients add to each address, from the ? on
     */
    synchronized String text(String directory, String query) {
        if (parts.isEmpty()) {
            return null;
        }
        int left = Math.max(0, parts.size() - NAMED);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        text.append("#EXT-X-TARGETDURATION:").append(target()).append('\n');
        String init = null;
        for (Part part : parts) {
            if (left-- > 0) {
                continue;
            }
            if (init == null) {
                text.append("#EXT-X-MEDIA-SEQUENCE:").append(part.number()).append('\n');
                text.append("#EXT-X-DISCONTINUITY-SEQUENCE:").append(cuts).append('\n');
            } else if (part.cut()) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!part.init().equals(init)) {
                init = part.init();
                text.append("#EXT-X-MAP:URI=\"")
                        .append(directory)
                        .append(init)
                        .append(query)
                        .append("\"\n");
            }
            text.append("#EXT-X-PROGRAM-DATE-TIME:");
            text.append(Instant.ofEpochMilli(part.time())).append('\n');
            text.append(String.format(Locale.ROOT, "#EXTINF:%.5f,\n", part.seconds()));
            text.append(directory).append(part.name()).append(query).append('\n');
        }
        return text.toString();
    }
}
