// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import org.openjdk.jmh.annotations.Param;

/**
 * What does a frame cost as exchanges of Camel, beside pixelflux-core alone? A picture that is 64
 * pixels wide is encoded in so little time that the exchanges show; one of 1920 tells what share of
 * a real frame they are.
 */
public class ExchangeBenchmark extends DeliveryBenchmark {

    @Param({
        "CORE_COPY",
        "CAMEL_STRIPE",
        "CAMEL_STRIPE_POOLED",
        "CAMEL_FRAME",
        "CAMEL_FRAME_POOLED"
    })
    DeliveryWay way;

    @Param({"64", "1920"})
    String width;

    @Override
    DeliveryWay way() {
        return way;
    }

    @Override
    String width() {
        return width;
    }

    @Override
    String changedPercent() {
        return "100";
    }
}
