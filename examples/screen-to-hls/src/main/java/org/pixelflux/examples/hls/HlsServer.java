// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import org.pixelflux.examples.commandline.LocalServer;
import org.pixelflux.web.AccessToken;

/** A capture, and its playlist over HTTP. */
final class HlsServer extends LocalServer<HlsRoutes> {

    /**
     * @param port where to serve, on the loopback interface only
     * @param captureUri a pixelflux endpoint
     * @param token what a client must show; null: nothing
     */
    HlsServer(int port, String captureUri, AccessToken token) {
        super(
                "screen-to-hls",
                "The screen is at",
                program -> new HlsRoutes(port, captureUri, token, program::fail));
    }
}
