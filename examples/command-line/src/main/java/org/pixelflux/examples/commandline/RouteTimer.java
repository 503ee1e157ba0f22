// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.pixelflux.relay.RelayTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timer of routes; it ends with their context. */
public final class RouteTimer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteTimer.class);

    private RouteTimer() {}

    /**
     * @param name of its thread
     */
    public static RelayTimer of(CamelContext context, String name) {
        ScheduledExecutorService executor =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(context, name);
        return (delay, task) -> {
            try {
                executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{} has ended with its context: a task is forgotten", name);
            }
        };
    }
}
