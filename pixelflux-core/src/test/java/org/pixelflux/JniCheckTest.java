// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JniCheckTest {

    /** Runs after the tests of each module. */
    private static final Path READER = Path.of("../.ci/jni-warnings");

    @TempDir private Path directory;

    @Test
    void testsRunWithTheJvmWatchingJni() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .contains("-Xcheck:jni");
    }

    @Test
    void whatItSaysOfThisLibraryFailsTheBuild() throws Exception {
        jvmSays("org.pixelflux.NativeCapture.open0(Native Method)");

        assertThat(read()).isEqualTo(1);
        assertThat(read()).as("it is told once").isZero();
    }

    @Test
    void whatItSaysOfOthersDoesNot() throws Exception {
        jvmSays("sun.font.FreetypeFontScaler.initNativeScaler(java.desktop@17.0.15/Native Method)");

        assertThat(read()).isZero();
    }

    private int read() throws Exception {
        return new ProcessBuilder("bash", READER.toString(), directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private void jvmSays(String method) throws IOException {
        String[] lines = {
            "WARNING in native method: JNI call made without checking exceptions when required to"
                    + " from CallIntMethod",
            "\tat " + method,
            "\tat org.pixelflux.FrameReader.open(FrameReader.java:1)"
        };
        Files.write(directory.resolve("vm-pid1.log"), List.of(lines));
    }
}
