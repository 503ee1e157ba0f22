// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A line of the CSV, read back. */
record LoggedStripe(long monotonicNanos, long frameId, int y, int height, int type, int bytes) {

    /** Every line of a complete log: the header, then lines of six numbers, the last one ended. */
    static List<LoggedStripe> parse(String csv) {
        assertThat(csv).endsWith("\n");
        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).isEqualTo("monotonic_ns,frame_id,y_start,height,type,bytes");
        List<LoggedStripe> stripes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            assertThat(line).matches("\\d+(,\\d+){5}");
            String[] column = line.split(",");
            stripes.add(
                    new LoggedStripe(
                            Long.parseLong(column[0]),
                            Long.parseLong(column[1]),
                            Integer.parseInt(column[2]),
                            Integer.parseInt(column[3]),
                            Integer.parseInt(column[4]),
                            Integer.parseInt(column[5])));
        }
        return stripes;
    }

    /** What a program that still writes has logged: the lines that have ended, if any. */
    static List<LoggedStripe> soFar(Path csv) throws IOException {
        String text = Files.exists(csv) ? Files.readString(csv) : "";
        int end = text.lastIndexOf('\n') + 1;
        return end == 0 ? List.of() : parse(text.substring(0, end));
    }

    /** Whether it holds the frames 0 to 9 whole. */
    static boolean hasTenFrames(Path csv) throws IOException {
        return soFar(csv).stream().anyMatch(stripe -> stripe.frameId() > 9);
    }
}
