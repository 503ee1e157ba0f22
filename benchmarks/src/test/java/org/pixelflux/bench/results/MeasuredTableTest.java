// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.Measured;

class MeasuredTableTest {

    private static String of(String commit) {
        return "{\"measured\": {\"commit\": \"" + commit + "\", \"day\": \"2026-12-01\"}}";
    }

    @Test
    void tellsTheCommandOfAllRepeatsOnce() throws Exception {
        String json =
                "{\"cells\": [{\"command\": \"area --turn 1 --percent 5\"},"
                        + " {\"command\": \"area --turn 1 --percent 25\"},"
                        + " {\"command\": \"area --turn 2 --percent 5\"}]}";
        Measured file = Measured.of(new ObjectMapper().readTree(json));

        assertThat(ResultTables.ALL.get("measured").of(List.of(file)).lines())
                .filteredOn(row -> row.startsWith("| command |"))
                .containsExactly(
                        "| command | `area --percent 5` |", "| command | `area --percent 25` |");
    }

    @Test
    void tellsOnceWhatFilesHaveInCommon() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Measured one = Measured.of(mapper.readTree(of("abc")));
        Measured other = Measured.of(mapper.readTree(of("def")));

        assertThat(ResultTables.ALL.get("measured").of(List.of(one, other)).lines().skip(2))
                .containsExactly("| commit | abc |", "| commit | def |", "| when | 2026-12-01 |");
    }
}
