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
    void readsTheStepsOfModeMixed() {
        assertThat(RegionStep.parse("0.1840 memcmp, equal, 1920x1080"))
                .isEqualTo(new RegionStep("memcmp, equal, 1920x1080", 0.184));
        assertThat(RegionStep.isOne("0.1840 memcmp")).isTrue();
        assertThat(RegionStep.isOne("    a frame: 1.0 copies of 5 pixels in all")).isFalse();
        assertThatThrownBy(() -> RegionStep.parse("memcmp 0.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memcmp 0.1");
    }

    @Test
    void readsWhatFindingChangesTakes() {
        String line = "25\t518400\t0.1\t0.2\t0.3\t0.4\t0.5\t0.6\t0.7\t0.8";
        assertThat(DamageStep.parse(line))
                .isEqualTo(new DamageStep(25, 518400, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8));
        assertThatThrownBy(() -> DamageStep.parse("25\t518400"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWhatLibrariesOfH264Make() {
        String line = "film q22 openh264: SSIM 0.9777 17.70 ms 4040 bytes 1 key frames OpenH264";
        assertThat(LibraryRun.parse("stripes", line))
                .isEqualTo(new LibraryRun("stripes", "film", 22, "openh264", 0.9777, 17.7, 4040));
        assertThatThrownBy(() -> LibraryRun.parse("stripes", "film q22"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("film q22");
    }

    @Test
    void leavesOutBytesWhereNoneCameOut() {
        assertThat(KernelResult.table(List.of(new KernelResult("hash", "memcpy", 64, 1, 2, 0))))
                .endsWith("| hash | 64 | 1.0000 | memcpy | 2.0000 | 0.50 |  |\n");
    }
}
