// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.jspecify.annotations.Nullable;
import org.pixelflux.RefreshRequest;

/** What waits for one viewer. One thread at a time. */
sealed interface ViewerQueue permits StripeQueue, FrameQueue {

    /** What is to be sent next, or null if nothing is. */
    @Nullable RelayMessage poll(long now);

    /** Another picture begins: what waits is of no use. */
    void restart();

    void removeAll();

    /** The viewer has taken the message that was sent last. */
    void taken();

    /**
     * Whether the viewer lacks something, and has room for it.
     *
     * @param sending the frame of which something is being sent; null if nothing is
     */
    boolean needsRefresh(@Nullable Long sending, long now);

    /** What to ask for. */
    RefreshRequest request(long now);

    /** A refresh was asked for. */
    void asked();

    /** Whether the viewer has taken enough for another frame. */
    boolean hasRoom(boolean sending);

    /** Bytes that wait. */
    long bytes();

    /** Stripes or frames that the viewer did not get. */
    long dropped();

    /** How often the viewer was too slow, so that something was dropped. */
    long overflows();
}
