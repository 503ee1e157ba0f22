// SPDX-License-Identifier: MPL-2.0
/**
 * One capture for many viewers. A {@link org.pixelflux.relay.Relay} passes each stripe on to all
 * viewers that have subscribed; a viewer that is slow, late or stuck does not affect the others.
 * The relay knows no transport: the program implements a {@link org.pixelflux.relay.Viewer} with
 * its own.
 */
@NullMarked
package org.pixelflux.relay;

import org.jspecify.annotations.NullMarked;
