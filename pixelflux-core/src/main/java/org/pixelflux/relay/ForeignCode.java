// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls code that others wrote, for a relay. Whatever that code throws goes no further: it is
 * logged, once until the code has succeeded again. Thread-safe.
 */
final class ForeignCode {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final String name;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param name for the log
     */
    ForeignCode(String name) {
        this.name = name;
    }

    /** Whether it went well. */
    boolean run(Runnable code) {
        try {
            code.run();
            failing.set(false);
            return true;
        } catch (Throwable e) {
            keepInterrupt(e);
            if (failing.getAndSet(true)) {
                LOG.debug("{} failed again: {}", name, e.getClass().getName());
            } else {
                report(name + " failed", e);
            }
            return false;
        }
    }

    /** Logs what was thrown, whose own words are foreign code too. */
    static void report(String what, Throwable thrown) {
        try {
            LOG.error(what, thrown);
        } catch (Throwable e) {
            LOG.error("{}, and so does the text of {}", what, thrown.getClass().getName());
        }
    }

    /** An interrupt that was thrown belongs to the owner of the thread. */
    static void keepInterrupt(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
