// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.Measured;

/** Who reads the tables sees also where others are better. */
class PerformanceTablesTest {

    private static String run(String workload, String tool, String codec, double cpu, double kb) {
        return String.format(
                Locale.ROOT,
                "{\"workload\": \"%s\", \"tool\": \"%s\", \"codec\": \"%s\","
                        + " \"cpuPercent\": %.2f, \"xServerPercent\": 1, \"kilobytesPerSecond\": %.2f}",
                workload,
                tool,
                codec,
                cpu,
                kb);
    }

    private static List<String> rows(String table, String json) throws IOException {
        Measured file = Measured.of(new ObjectMapper().readTree(json));
        return ResultTables.ALL.get(table).of(List.of(file)).lines().skip(2).toList();
    }

    private static String runs(String... all) {
        return "{\"runs\": [" + String.join(",", all) + "]}";
    }

    @Test
    void namesTheRivalWhereItTakesLess() throws Exception {
        String json =
                runs(
                        run("typing", "pixelflux", "jpeg", 3, 100),
                        run("typing", "pixelflux", "mixed", 1, 8),
                        run("typing", "pixelflux?fps=30", "mixed", 0, 0),
                        run("typing", "polling", "jpeg", 0, 0),
                        run("typing", "x0vncserver", "jpeg", 0.5, 12),
                        run("typing", "original?use_cpu=True", "jpeg", 5, 90),
                        run("typing", "original?use_cpu=True", "h264", 4, 5));

        assertThat(rows("rivals-cpu", json))
                .containsExactly(
                        "| typing | 2.00 (mixed) | 1.50 (x0vncserver) | ×0.75 | **x0vncserver** |");
        assertThat(rows("rivals-bytes", json))
                .containsExactly(
                        "| typing | 8.00 (mixed) | 5.00 (original h264) | ×0.63 | **original** |");
    }

    @Test
    void aDifferenceWithinTheRangeIsNone() throws Exception {
        String json =
                runs(
                        run("scroll", "pixelflux", "jpeg", 9, 10),
                        run("scroll", "pixelflux", "jpeg", 11, 30),
                        run("scroll", "ffmpeg", "jpeg", 10.5, 40));

        assertThat(rows("rivals-cpu", json))
                .containsExactly("| scroll | 11.0 (jpeg) | 11.5 (ffmpeg) | ×1.05 | none |");
        assertThat(rows("rivals-bytes", json)).first().asString().endsWith("| pixelflux |");
    }

    @Test
    void tellsTheLeastModeAndWhatACoreHolds() throws Exception {
        String json =
                runs(
                        run("scroll", "pixelflux", "jpeg", 9, 10),
                        run("scroll", "pixelflux", "h264", 11, 30),
                        run("scroll", "pixelflux", "mixed", 4, 10));

        assertThat(rows("modes", json))
                .containsExactly(
                        "| scroll | 10.0 | 12.0 | 5.00 | mixed | 10.0 | 30.0 | 10.0 | none |");
        assertThat(rows("screens-a-core", json)).containsExactly("| scroll | 10 | 8 | 20 |");
    }

    @Test
    void sharesWhatManyViewersCost() throws Exception {
        String all =
                Stream.of("1, 10", "11, 12", "101, 30")
                        .map(pair -> pair.split(", "))
                        .map(
                                pair ->
                                        "{\"viewers\": "
                                                + pair[0]
                                                + ", \"programPercent\": "
                                                + pair[1]
                                                + "}")
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();

        assertThat(rows("viewer-share", runs(all)))
                .containsExactly(
                        "| 1 | 10.0 |  |  |",
                        "| 11 | 12.0 | 0.20 | 450 |",
                        "| 101 | 30.0 | 0.20 | 450 |");
    }
}
