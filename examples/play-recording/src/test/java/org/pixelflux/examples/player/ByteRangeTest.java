// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "bytes=0-, 10, bytes 0-9/10",
                "bytes=3-5, 10, bytes 3-5/10",
                "bytes=3-50, 10, bytes 3-9/10",
                "bytes=9-, 10, bytes 9-9/10",
                "bytes=0-, 9000000, bytes 0-3999999/9000000",
                "bytes=10-, 10, none",
                "bytes=5-3, 10, none",
                "bytes=0-, 0, none"
            })
    void isWhatAFileHas(String asked, long size, String contentRange) {
        ByteRange range = ByteRange.of(asked, size);

        assertThat(range == null ? null : range.contentRange(size)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, false",
                "bytes=0-, true",
                "bytes=3-5, true",
                "bytes=-5, false",
                "bytes=0-1;2-3, false",
                "lines=3-5, false"
            })
    void anotherFormAsksForNoPart(String asked, boolean part) {
        assertThat(ByteRange.isIn(asked)).isEqualTo(part);
    }
}
