// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;

/** Runs a task once, later, on a thread of its own. */
@FunctionalInterface
public interface RelayTimer {

    /** Returns at once. A timer that is shut down may forget the task. */
    void runAfter(Duration delay, Runnable task);
}
