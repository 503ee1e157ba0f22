// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.jspecify.annotations.Nullable;
import org.pixelflux.MixedFrame;

/**
 * A published frame, cut once for all viewers into what each kind of them gets.
 *
 * @param all for who may or may not be whole as of the frame before: it has asked for a refresh, or
 *     nothing is known of it
 * @param own for who is whole as of the frame before; for everybody if it is complete
 * @param refresh for who is held and not whole as of the frame before, who would take it for a
 *     frame in which nothing changed; null if there is none, or nobody needs it because the frame
 *     is complete
 */
record FrameCuts(RelayFrame all, RelayFrame own, @Nullable RelayFrame refresh) {

    static FrameCuts of(RelayFrame frame) {
        MixedFrame mixed = frame.mixed();
        if (mixed.refresh() == null) {
            return new FrameCuts(frame, frame, null);
        }
        RelayFrame own = RelayFrame.of(mixed.ownBytes());
        return new FrameCuts(
                frame, own, mixed.complete() ? null : RelayFrame.of(mixed.refreshBytes()));
    }
}
