// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "4, 3, 5, met",
        "5, 5, 5, met",
        "5, 4, 6, 'met, but within the ranges'",
        "6, 5, 7, '**missed**, but within the ranges'",
        "7, 6, 8, **missed**"
    })
    void isMetByTheMedianAndOpenWhereTheRangesDisagree(
            double median, double min, double max, String verdict) {
        Spread value = new Spread(median, min, max);
        Spread base = new Spread(10, 10, 10);

        assertThat(new Target("scroll", "CPU", value, "", base, "", 0.5).verdict())
                .isEqualTo(verdict);
        assertThat(Target.absolute("scroll", "CPU", value, "", 5).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"8, 12, met", "7, 12, 'met, but within the ranges'"})
    void theBaseHasARangeToo(double min, double max, String verdict) {
        Spread base = new Spread(10, min, max);

        assertThat(new Target("scroll", "CPU", new Spread(4, 4, 4), "", base, "", 0.5).verdict())
                .isEqualTo(verdict);
    }
}
