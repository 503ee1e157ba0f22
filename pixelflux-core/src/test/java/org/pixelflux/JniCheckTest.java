// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class JniCheckTest {

    @Test
    void testsRunWithTheJvmWatchingJni() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .contains("-Xcheck:jni");
    }
}
