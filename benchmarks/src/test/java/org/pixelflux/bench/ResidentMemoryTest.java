// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void readsTheKernelsLine() {
        assertThat(ResidentMemory.parse(List.of("VmHWM:\t  70 kB", "VmRSS:\t   65432 kB")))
                .isEqualTo(65432);
    }

    @Test
    void refusesAStatusWithoutMemory() {
        assertThatThrownBy(() -> ResidentMemory.parse(List.of("Name:\tkthreadd")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kthreadd");
    }

    @Test
    void findsThatOfThisProcess() throws IOException {
        assertThat(ResidentMemory.mebibytes(ProcessHandle.current().pid())).isBetween(10.0, 1e5);
    }
}
