// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails now and then, in send. */
final class UnrulyViewer implements Viewer {

    private final Random random;
    private final AtomicInteger failures;

    /**
     * @param failures counts how often one of them was told that it failed
     */
    UnrulyViewer(Random random, AtomicInteger failures) {
        this.random = random;
        this.failures = failures;
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        switch (random.nextInt(20)) {
            case 0 -> throw new IllegalStateException("on purpose, of a test");
            case 1 -> throw new LinkageError("on purpose, of a test");
            default -> done.run();
        }
    }

    @Override
    public void failed(Throwable cause) {
        failures.incrementAndGet();
    }
}
