// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the time went while a workload was captured.
 *
 * @param samples that perf took of the capturing program
 * @param percent of them, for each {@link ProfiledPart}, by its key
 */
record ProfiledRun(String workload, String codec, long samples, Map<String, Double> percent) {

    /** Samples and file; perf fills columns with blanks. */
    private static final Pattern LINE = Pattern.compile("(\\d+)\\s*,(.+)");

    /**
     * From what {@link Perf} reports.
     *
     * @throws IOException if it took no sample
     */
    static ProfiledRun of(String workload, String codec, List<String> report) throws IOException {
        Map<ProfiledPart, Long> counts = new EnumMap<>(ProfiledPart.class);
        for (String line : report) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                long count = Long.parseLong(matcher.group(1));
                counts.merge(ProfiledPart.of(matcher.group(2)), count, Long::sum);
            }
        }
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            throw new IOException("perf took no sample");
        }
        Map<String, Double> percent = new LinkedHashMap<>();
        for (ProfiledPart part : ProfiledPart.values()) {
            percent.put(part.key(), counts.getOrDefault(part, 0L) * 100.0 / all);
        }
        return new ProfiledRun(workload, codec, all, percent);
    }

    /** A line of progress. */
    String summary() {
        return samples
                + " samples: "
                + percent.entrySet().stream()
                        .filter(share -> share.getValue() > 0)
                        .map(share -> text(share.getKey(), share.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String text(String part, double share) {
        return String.format(Locale.ROOT, "%s %.1f %%", part, share);
    }
}
