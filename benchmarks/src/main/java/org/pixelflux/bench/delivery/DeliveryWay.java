// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import java.util.Map;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;

/** Ways from a capture of the synthetic source to a program that receives its stripes. */
public enum DeliveryWay {
    /**
     * pixelflux-core's callback, which looks at each stripe and leaves its bytes where they are.
     */
    CORE(false) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) {
            return new CoreDelivery(settings(options), false, totals);
        }
    },
    /** The same with a copy of each stripe's bytes, as Camel needs one. */
    CORE_COPY(true) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) {
            return new CoreDelivery(settings(options), true, totals);
        }
    },
    CAMEL_STRIPE(true) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) throws Exception {
            return new CamelDelivery(options, false, false, totals);
        }
    },
    CAMEL_STRIPE_POOLED(true) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) throws Exception {
            return new CamelDelivery(options, false, true, totals);
        }
    },
    CAMEL_FRAME(true) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) throws Exception {
            return new CamelDelivery(options, true, false, totals);
        }
    },
    CAMEL_FRAME_POOLED(true) {
        @Override
        AutoCloseable open(Map<String, String> options, DeliveryTotals totals) throws Exception {
            return new CamelDelivery(options, true, true, totals);
        }
    };

    /** Whether each stripe's bytes are on the heap, and are no garbage. */
    final boolean copiesBytes;

    DeliveryWay(boolean copiesBytes) {
        this.copiesBytes = copiesBytes;
    }

    /**
     * Starts delivering on a thread of its own until it is closed.
     *
     * @param options of the capture, by name
     */
    abstract AutoCloseable open(Map<String, String> options, DeliveryTotals totals)
            throws Exception;

    private static CaptureSettings settings(Map<String, String> options) {
        CaptureSettings.Builder builder = CaptureSettings.builder().source(Source.SYNTHETIC);
        options.forEach(builder::set);
        return builder.build();
    }
}
