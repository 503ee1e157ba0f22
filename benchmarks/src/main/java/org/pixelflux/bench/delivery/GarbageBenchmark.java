// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import org.openjdk.jmh.annotations.Param;

/** What does pixelflux-core leave on the heap for a stripe? */
public class GarbageBenchmark extends DeliveryBenchmark {

    @Param({"CORE", "CORE_COPY"})
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
