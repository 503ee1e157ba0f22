// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a stripe leave on the heap, by pixelflux-core alone and by Camel? The fewer stripes a
 * frame has, the more of what is allocated once a frame counts for each.
 */
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class GarbageBenchmark extends DeliveryBenchmark {

    @Param({"CORE", "CORE_COPY", "CAMEL_STRIPE", "CAMEL_STRIPE_POOLED"})
    DeliveryWay way;

    @Param({"1", "10", "100"})
    String changedPercent;

    @Override
    DeliveryWay way() {
        return way;
    }

    @Override
    String width() {
        return "1920";
    }

    @Override
    String changedPercent() {
        return changedPercent;
    }
}
