// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.JavaProgram;

/**
 * As many threads encode as the JVM may keep busy, or as were asked for, each capture's own among
 * them.
 */
class EncoderThreadsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, ''",
        "3, 0, pf-enc-0 pf-enc-1",
        "3, 1, ''",
        "1, 2 4 0, pf-enc-0 pf-enc-1 pf-enc-2",
    })
    void encode(int processors, String asked, String workers) {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:ActiveProcessorCount=" + processors)
                        .run(EncoderThreadsProgram.class, asked.split(" "));
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output().lines()).containsExactly(words(workers));
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }
}
