// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void readsMillisecondsByName() {
        assertThat(Calibration.parse("0.381 memcpy\n4.290 JPEG\n6.640 H.264\n"))
                .isEqualTo(Map.of("memcpy", 0.381, "JPEG", 4.29, "H.264", 6.64));
    }
}
