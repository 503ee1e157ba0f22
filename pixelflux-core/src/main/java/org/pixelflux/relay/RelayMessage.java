// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/**
 * A message to a viewer: a stripe, the end of a frame after its stripes, or a frame in mode mixed,
 * which nothing follows.
 */
public sealed interface RelayMessage permits RelayStripe, FrameEnd, RelayFrame {

    /** The number of the frame that it is of. */
    long frameId();
}
