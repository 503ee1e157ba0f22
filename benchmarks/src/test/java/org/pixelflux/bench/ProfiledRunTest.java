// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfiledRunTest {

    /** By perf 6.1, with a file of each kind. */
    private static final List<String> REPORT =
            """
            # Total Lost Samples: 0
            #
            # Samples: 200  of event 'cpu-clock'
            #
            #      Samples,Shared Object
            31         ,[JIT] tid 7875
            7          ,perf-7875.map
            2          ,[anon]
            60         ,[kernel.kallsyms]
            1          ,[vdso]
            1          ,[overlay]
            2          ,ld-linux-x86-64.so.2
            26         ,libc.so.6
            10         ,libjvm.so
            20         ,libpixelflux-deflate.so.0 (deleted)
            2          ,libpixelflux-z.so.1 (deleted)
            3          ,libpixelflux-xxhash.so.0 (deleted)
            4          ,libpixelflux-x264.so.164 (deleted)
            6          ,libpixelflux-openh264.so.7
            5          ,libpixelflux-turbojpeg.so.0 (deleted)
            16         ,libpixelflux_jni.so (deleted)
            2          ,libxcb.so.1.1.0
            2          ,[unknown]

            # (Tip: Show user configuration overrides: perf config --user --list)
            """
                    .lines()
                    .toList();

    @Test
    void sharesOutAllSamples() throws Exception {
        ProfiledRun run = ProfiledRun.of("scroll", "mixed", REPORT);

        assertThat(run.samples()).isEqualTo(200);
        assertThat(run.percent())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "pixelflux", 8.0,
                                "h264", 5.0,
                                "jpeg", 2.5,
                                "png", 11.0,
                                "hash", 1.5,
                                "libc", 14.0,
                                "kernel", 31.0,
                                "jvm", 25.0,
                                "other", 2.0));
    }

    @Test
    void hasNoSharesOfNothing() {
        List<String> comments = REPORT.stream().filter(line -> line.startsWith("#")).toList();

        assertThatThrownBy(() -> ProfiledRun.of("idle", "jpeg", comments))
                .isInstanceOf(IOException.class)
                .hasMessage("perf took no sample");
    }
}
