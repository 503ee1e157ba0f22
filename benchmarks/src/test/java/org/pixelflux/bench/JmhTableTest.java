// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JmhTableTest {

    @Test
    void hasAColumnForEachParameterAndMetricOfAnyRun() throws Exception {
        String runs =
                """
                [{"benchmark": "org.pixelflux.bench.FrameBenchmark.next",
                  "params": {"codec": "JPEG"},
                  "primaryMetric": {"score": 12.5, "scoreError": "NaN", "scoreUnit": "us/op"},
                  "secondaryMetrics": {"frame.cpu": {"score": 3, "scoreUnit": "us"}}},
                 {"benchmark": "org.pixelflux.bench.jni.CallBenchmark.empty",
                  "primaryMetric": {"score": 0.0101, "scoreError": 0.001, "scoreUnit": "us/op"},
                  "secondaryMetrics": {}}]
                """;

        assertThat(JmhTable.of(new ObjectMapper().readTree(runs)))
                .isEqualTo(
                        """
                        | benchmark | codec | score | ± | unit | frame.cpu, us |
                        |---|---|---|---|---|---|
                        | FrameBenchmark.next | JPEG | 12.50 |  | us/op | 3.000 |
                        | CallBenchmark.empty |  | 0.01010 | 0.001000 | us/op |  |
                        """);
    }
}
