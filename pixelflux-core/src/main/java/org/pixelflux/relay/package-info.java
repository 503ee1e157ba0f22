// SPDX-License-Identifier: MPL-2.0
/**
 * One capture for many viewers: {@link org.pixelflux.relay.Relay} hands each stripe to everybody
 * who has subscribed, and a viewer that is slow, late or stuck costs the others nothing. There is
 * no transport in it: a {@link org.pixelflux.relay.Viewer} is the way to one.
 */
package org.pixelflux.relay;
