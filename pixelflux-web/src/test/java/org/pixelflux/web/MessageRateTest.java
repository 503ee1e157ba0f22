// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MessageRateTest {

    private long nanos = Long.MAX_VALUE - 5;
    private final MessageRate rate = new MessageRate(() -> nanos);

    private int allowed(int messages) {
        int allowed = 0;
        for (int i = 0; i < messages; i++) {
            allowed += rate.allows() ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void allowsABurstAndNoMore() {
        assertThat(allowed(1000)).isEqualTo(MessageRate.AT_ONCE);
    }

    @Test
    void allowsSoManyASecondForEver() {
        allowed(1000);
        for (int second = 0; second < 100; second++) {
            nanos += TimeUnit.SECONDS.toNanos(1);
            assertThat(allowed(1000)).isEqualTo(MessageRate.PER_SECOND);
        }
    }

    @Test
    void savesNoMoreThanABurst() {
        nanos += TimeUnit.DAYS.toNanos(1);
        assertThat(allowed(1000)).isEqualTo(MessageRate.AT_ONCE);
    }
}
