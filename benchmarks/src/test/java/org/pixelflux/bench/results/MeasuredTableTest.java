// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.Measured;

class MeasuredTableTest {

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
}
