// SPDX-License-Identifier: MPL-2.0
/**
 * A recording on a web page, with its index of changes: {@link
 * org.pixelflux.examples.player.PlayerRoutes} serve both files, and the page jumps to the next
 * change in a rectangle that the viewer draws.
 */
package org.pixelflux.examples.player;
