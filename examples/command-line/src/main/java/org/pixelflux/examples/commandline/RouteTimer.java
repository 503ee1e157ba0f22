// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.pixelflux.relay.RelayTimer;

/** The timer of routes; it ends with their context. */
public final class RouteTimer {

    private RouteTimer() {}

    /**
     * @param name of its thread
     */
    public static RelayTimer of(CamelContext context, String name) {
        ScheduledExecutorService executor =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(context, name);
        return (delay, task) -> executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
