// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelResultTest {

    @Test
    void readsALineOfTheProgram() {
        KernelResult result = KernelResult.parse("JPEG\tlibjpeg-turbo alone\t64\t0.3\t0.2\t1040");
        assertThat(result)
                .isEqualTo(new KernelResult("JPEG", "libjpeg-turbo alone", 64, 0.3, 0.2, 1040));
        assertThat(result.ofLimit()).isEqualTo(1.5, within(1e-9));
    }

    @Test
    void refusesALineThatLacksAField() {
        assertThatThrownBy(() -> KernelResult.parse("JPEG\t64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JPEG\t64");
    }

    @Test
    void leavesOutBytesWhereNoneCameOut() {
        assertThat(KernelResult.table(List.of(new KernelResult("hash", "memcpy", 64, 1, 2, 0))))
                .endsWith("| hash | 64 | 1.0000 | memcpy | 2.0000 | 0.50 |  |\n");
    }
}
