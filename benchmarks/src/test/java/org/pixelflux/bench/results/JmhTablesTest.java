// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.Measured;

class JmhTablesTest {

    private static String run(String codec, String metrics) {
        return "{\"params\": {\"codec\": \""
                + codec
                + "\", \"way\": \"CORE_COPY\"}, \"secondaryMetrics\": {"
                + "\"delivery.cpu\": {\"rawData\": [[400, 500, 600]]},"
                + metrics
                + "\"delivery.garbage\": {\"rawData\": [[230, 231, 232]]}}}";
    }

    @Test
    void framesOfOneStripeHaveNoTimeBetweenStripes() throws Exception {
        String json =
                "["
                        + run("JPEG", "\"delivery.stripeToStripe\": {\"rawData\": [[0.2, 0.3]]},")
                        + ","
                        + run("H264", "")
                        + "]";
        Measured file = Measured.of(new ObjectMapper().readTree(json));

        assertThat(ResultTables.ALL.get("exchange").of(List.of(file)).lines().skip(2))
                .containsExactly(
                        "| JPEG | core, with a copy | 0.25 (0.20–0.30) | 0.50 (0.40–0.60) |"
                                + " 231 (230–232) |",
                        "| H.264 | core, with a copy | – | 0.50 (0.40–0.60) | 231 (230–232) |");
    }
}
