// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void hasTheMiddleOfOddNumbersAndTheMeanOfTheTwoOfEvenOnes() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 5.0))).isEqualTo(new Spread(3.5, 1, 9));
        assertThat(Spread.of(List.of(-4.0))).isEqualTo(new Spread(-4, -4, -4));
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void showsARangeOnlyWhereThereIsOne() {
        assertThat(new Spread(1.5, 1, 2.25).text(2)).isEqualTo("1.50 (1.00–2.25)");
        assertThat(new Spread(30, 30, 30).text(1)).isEqualTo("30.0");
    }

    @Test
    void differsOnlyWhereNoValueIsInBothRanges() {
        Spread before = new Spread(10, 9, 11);

        assertThat(Difference.between(before, new Spread(10.9, 10.9, 12)))
                .isEqualTo(Difference.NONE);
        assertThat(Difference.between(before, new Spread(12, 11, 13))).isEqualTo(Difference.NONE);
        assertThat(Difference.between(before, new Spread(8, 7, 9))).isEqualTo(Difference.NONE);
        assertThat(Difference.between(before, new Spread(10, 8, 12))).isEqualTo(Difference.NONE);
        assertThat(Difference.between(before, new Spread(12, 11.1, 13))).isEqualTo(Difference.MORE);
        assertThat(Difference.between(before, new Spread(8, 7, 8.9))).isEqualTo(Difference.LESS);
    }
}
