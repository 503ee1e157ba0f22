// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/** The way to one viewer. */
@FunctionalInterface
public interface Viewer {

    /**
     * Sends without waiting for the viewer, and runs {@code done} once, on any thread, when the
     * next message may be sent. Called by one thread at a time, from those that publish or that ran
     * the {@code done} before; it must not block. A viewer that is gone closes its subscription.
     */
    void send(RelayMessage message, Runnable done);
}
