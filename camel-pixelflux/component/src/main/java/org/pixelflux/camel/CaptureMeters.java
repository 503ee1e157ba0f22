// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what a consumer does; without a place to publish it costs nothing. */
interface CaptureMeters extends AutoCloseable {

    CaptureMeters NONE = new CaptureMeters() {};

    /**
     * Meters of Micrometer, if that is on the class path and the registry of {@code context} has a
     * MeterRegistry; else {@link #NONE}.
     */
    static CaptureMeters of(CamelContext context, PixelfluxConsumer consumer) {
        Logger log = LoggerFactory.getLogger(CaptureMeters.class);
        if (consumer.getCaptureId() == null) {
            return NONE;
        }
        if (context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry")
                == null) {
            log.debug("Micrometer is not on the class path: {} has no meters", consumer);
            return NONE;
        }
        return MicrometerMeters.of(context, consumer);
    }

    /**
     * @param nanos from the grab of a frame's pixels to its last encoded stripe
     */
    default void encoded(long nanos) {}

    /**
     * @param nanos from the grab of the pixels to an exchange
     */
    default void exchanged(long nanos) {}

    /** Takes the meters away. */
    @Override
    default void close() {}
}
