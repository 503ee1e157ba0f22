// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pixelflux.bench.tool.RunningTool;

/** The beginning of a tool's work, before which there is nothing to measure. */
final class FirstOutput {

    /** On a machine that does much else, a JVM alone takes seconds to start. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private FirstOutput() {}

    /**
     * Returns when something has come out.
     *
     * @return whether that was so within a minute
     * @throws IOException if the tool has ended
     */
    static boolean await(RunningTool running) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (running.output().bytes() == 0) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }
}
