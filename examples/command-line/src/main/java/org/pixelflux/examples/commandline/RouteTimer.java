// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import org.apache.camel.CamelContext;
import org.pixelflux.relay.RelayTimer;

/** The timer of routes; it ends with their context. */
public final class RouteTimer {

    private RouteTimer() {}

    /**
     * @param name of its thread
     */
    public static RelayTimer of(CamelContext context, String name) {
        return RelayTimer.of(
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(context, name));
    }
}
