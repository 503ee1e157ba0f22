// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.pixelflux.relay.RelayTimer;

class RouteTimerTest {

    /** Each viewer of a relay may have some that wait. */
    @Test
    void takesMoreTasksThanCamelsOwnTimers() throws Exception {
        CountDownLatch done = new CountDownLatch(2000);
        CamelContext context = new DefaultCamelContext();
        try {
            RelayTimer timer = RouteTimer.of(context, "many");
            for (int i = 0; i < 5000; i++) {
                timer.runAfter(Duration.ofHours(1), () -> {});
            }
            for (int i = 0; i < 2000; i++) {
                timer.runAfter(Duration.ofMillis(10), done::countDown);
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            context.stop();
        }
    }
}
