// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.delivery.DeliveryTotals.Counts;

class DeliveryTotalsTest {

    private final DeliveryTotals totals = new DeliveryTotals();

    @Test
    void countsAFrameWithItsLastStripe() {
        totals.stripe(10, false);
        assertThat(totals.counts()).isEqualTo(new Counts(0, 1, 10));
        totals.stripe(5, true);
        assertThat(totals.counts()).isEqualTo(new Counts(1, 2, 15));
    }

    @Test
    void waitsForAsManyFramesMore() throws InterruptedException {
        totals.stripe(1, true);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(
                        () -> {
                            while (!done.get()) {
                                totals.stripe(1, true);
                            }
                        });
        totals.await(1);
        assertThat(totals.counts().frames()).isGreaterThanOrEqualTo(2);
        done.set(true);
        writer.join();
    }

    @Test
    void countsTheBytesOfAStripeAsGarbageOnlyWhereTheyAreNotItsOwn() {
        Counts counts = new Counts(1, 2, 100);
        assertThat(DeliveryCostProfiler.garbage(500, counts, DeliveryWay.CORE_COPY)).isEqualTo(200);
        assertThat(DeliveryCostProfiler.garbage(500, counts, DeliveryWay.CORE)).isEqualTo(250);
    }

    @Test
    void seesWhatThisThreadAllocates() {
        AllocatedBytes before = AllocatedBytes.now();
        byte[] kept = new byte[1 << 20];
        assertThat(AllocatedBytes.now().since(before)).isGreaterThanOrEqualTo(kept.length);
    }
}
