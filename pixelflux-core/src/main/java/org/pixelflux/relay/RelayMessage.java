// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/** A message to a viewer: a stripe, or the end of a frame after its stripes. */
public sealed interface RelayMessage permits RelayStripe, FrameEnd {

    /** The number of the frame that it is of. */
    long frameId();
}
