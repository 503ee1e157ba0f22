// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.CamelContext;
import org.pixelflux.relay.RelayTimer;

/** The timer that a {@link org.pixelflux.relay.Relay} in a Camel route needs. */
public final class RouteTimer {

    private RouteTimer() {}

    /**
     * Makes a timer with one thread of its own, which Camel ends with the context.
     *
     * @param name the name of the thread
     */
    public static RelayTimer of(CamelContext context, String name) {
        return RelayTimer.of(
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(context, name));
    }
}
