// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.pixelflux.relay.RelayTimer;

/** The timer that a {@link org.pixelflux.relay.Relay} in a Camel route needs. */
public final class RouteTimer {

    private static final int UNLIMITED = -1;

    private RouteTimer() {}

    /**
     * Makes a timer with one thread of its own, which Camel ends with the context. It takes any
     * number of tasks.
     *
     * @param name the name of the thread
     */
    public static RelayTimer of(CamelContext context, String name) {
        // Camel's own timers refuse the 1001st task; here each viewer may have some.
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(UNLIMITED);
        ScheduledExecutorService executor =
                context.getExecutorServiceManager().newScheduledThreadPool(context, name, profile);
        forgetTasksAtTheEnd(executor);
        return RelayTimer.of(executor);
    }

    /** Otherwise the end of the context would wait for reminders that are of no use any more. */
    private static void forgetTasksAtTheEnd(ScheduledExecutorService executor) {
        ScheduledExecutorService pool =
                executor instanceof SizedScheduledExecutorService sized
                        ? sized.getScheduledThreadPoolExecutor()
                        : executor;
        if (pool instanceof ScheduledThreadPoolExecutor timer) {
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
    }
}
