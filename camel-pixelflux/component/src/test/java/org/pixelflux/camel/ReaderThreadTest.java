// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.junit.jupiter.api.Test;

class ReaderThreadTest extends PixelfluxTestSupport {

    /**
     * Camel's own factory makes virtual threads where it is told to. Only JDKs since 21 have them,
     * so this test looks at which factory makes the reader's thread.
     */
    @Test
    void isMadeByNoFactoryOfVirtualThreads() throws Exception {
        CompletableFuture<ThreadFactory> made = new CompletableFuture<>();
        DefaultThreadPoolFactory pools =
                new DefaultThreadPoolFactory() {
                    @Override
                    public ScheduledExecutorService newScheduledThreadPool(
                            ThreadPoolProfile profile, ThreadFactory factory) {
                        if (profile.getId().startsWith("pixelflux://synthetic?")) {
                            made.complete(factory);
                        }
                        return super.newScheduledThreadPool(profile, factory);
                    }
                };
        pools.setCamelContext(context);
        context.getExecutorServiceManager().setThreadPoolFactory(pools);
        CompletableFuture<Thread> reader = new CompletableFuture<>();

        route("r", STILL, exchange -> reader.complete(Thread.currentThread()));

        ThreadFactory factory = made.get(60, TimeUnit.SECONDS);
        assertThat(factory).isNotInstanceOf(CamelThreadFactory.class);
        Thread thread = reader.get(60, TimeUnit.SECONDS);
        assertThat(thread.getClass()).isEqualTo(Thread.class);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).contains(context.getName()).contains("pixelflux://synthetic");
    }
}
