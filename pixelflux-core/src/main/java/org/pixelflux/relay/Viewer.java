// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/** The way to one viewer. */
@FunctionalInterface
public interface Viewer {

    /**
     * Sends without waiting for the viewer, and runs {@code done} once, on any thread, when the
     * next message may be sent; running it again does nothing. Called by one thread at a time, from
     * those that publish or that ran the {@code done} before; it must not block. A viewer that is
     * gone closes its subscription.
     *
     * <p>Whatever this throws (also an Error, or a checked exception of another language) ends the
     * subscription and is logged; nobody else notices.
     */
    void send(RelayMessage message, Runnable done);

    /**
     * How much its way takes, as it was seen to; {@link Long#MAX_VALUE} if that is unknown, as by
     * default; so is what is below 0. In mode mixed, a viewer behind a slow link gets coarser
     * refreshes, so that what it shows is newer: its reader takes what is coarse ({@link
     * org.pixelflux.picture.PictureAssembler#takeCoarse}). Any thread, often; must not block, and
     * what it throws ends the subscription as well.
     */
    default long bytesPerSecond() {
        return Long.MAX_VALUE;
    }

    /**
     * Called once when {@link #send} threw {@code cause}: the subscription is closed, and nothing
     * more is sent. An implementation closes its connection here. Runs on the same thread, perhaps
     * before {@link Relay#subscribe} returns; what it throws is logged. The default does nothing.
     */
    default void failed(Throwable cause) {}
}
