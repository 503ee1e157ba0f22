// SPDX-License-Identifier: MPL-2.0
/**
 * A live desktop as an HLS playlist: {@link org.pixelflux.examples.hls.HlsRoutes} are the Camel
 * routes, and a {@link org.pixelflux.examples.hls.LivePlaylist} keeps the newest segments.
 */
package org.pixelflux.examples.hls;
