// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTimerTest {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final RelayTimer timer = RelayTimer.of(executor);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void runsATaskAfterItsDelay() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        long before = System.nanoTime();

        timer.runAfter(Duration.ofMillis(20), ran::countDown);

        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void forgetsTasksWhenTheExecutorIsShutDown() {
        executor.shutdownNow();

        assertThatCode(() -> timer.runAfter(Duration.ZERO, () -> {})).doesNotThrowAnyException();
    }
}
