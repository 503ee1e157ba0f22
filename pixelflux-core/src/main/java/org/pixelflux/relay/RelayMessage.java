// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/** What a viewer is sent: stripes, and after those of each frame its end. */
public sealed interface RelayMessage permits RelayStripe, FrameEnd {}
