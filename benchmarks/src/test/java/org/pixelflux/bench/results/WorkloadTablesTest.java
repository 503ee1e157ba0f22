// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.bench.Measured;

class WorkloadTablesTest {

    private static final String FIGURES =
            """
            "size": "1920x1080",
            "builds": [{"name": "before"}, {"name": "after"}],
            "paintedAlone": [{"workload": "typing", "xServerPercent": 1, "paintsPerSecond": 10}],
            "runs": [
              {"workload": "typing", "codec": "jpeg", "tool": "before", "repeat": 1,
               "cpuPercent": 2, "xServerPercent": 1},
              {"workload": "typing", "codec": "jpeg", "tool": "after", "repeat": 1,
               "cpuPercent": 2, "xServerPercent": 1}]
            """;

    private static String table(String name, String figures) throws Exception {
        Measured file = Measured.of(new ObjectMapper().readTree("{" + figures + "}"));
        return ResultTables.ALL.get(name).of(List.of(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workload-runs",
                "workload-overview-jpeg",
                "workload-variants",
                "workload-builds",
                "workload-sizes",
                "painted-alone"
            })
    void nameWhatShowedTheWorkloads(String name) throws Exception {
        assertThat(table(name, FIGURES)).contains("X server").doesNotContain("sway");
        assertThat(table(name, "\"screen\": \"SWAY\"," + FIGURES))
                .contains("sway")
                .doesNotContain("X server");
    }
}
