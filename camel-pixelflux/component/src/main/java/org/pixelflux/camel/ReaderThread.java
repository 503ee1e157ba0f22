// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.URISupport;

/**
 * The thread that reads a capture. It waits in native code, where a virtual thread would hold its
 * carrier for as long as the screen is calm; so it is a platform thread also where Camel is told to
 * use virtual ones.
 */
final class ReaderThread {

    private ReaderThread() {}

    /**
     * An executor of one such thread, made by the context's own factory of pools. A caller that is
     * done with it hands it to {@code executors} for its shutdown.
     *
     * @param name what the thread reads; becomes part of its name, as for threads of Camel
     */
    static ScheduledExecutorService executor(ExecutorServiceManager executors, String name) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setAllowCoreThreadTimeOut(false);
        profile.addDefaults(executors.getDefaultThreadPoolProfile());
        String threadName = URISupport.sanitizeUri(name);
        return executors
                .getThreadPoolFactory()
                .newScheduledThreadPool(
                        profile,
                        task -> {
                            Thread thread =
                                    new Thread(task, executors.resolveThreadName(threadName));
                            thread.setDaemon(true);
                            return thread;
                        });
    }
}
