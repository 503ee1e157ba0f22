// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.time.Duration;
import org.pixelflux.examples.commandline.LocalServer;
import org.pixelflux.web.AccessToken;

/** A capture, and its stream over HTTP. */
final class HttpServer extends LocalServer<HttpRoutes> {

    /** One that every user of this machine can look at. */
    HttpServer(int port, String captureUri) {
        this(port, captureUri, null);
    }

    /**
     * @param port where to serve, on the loopback interface only
     * @param captureUri a pixelflux endpoint that delivers each frame as one JPEG
     * @param token what a client must show; null: nothing
     */
    HttpServer(int port, String captureUri, AccessToken token) {
        this(port, captureUri, token, MjpegStream.STILL);
    }

    /**
     * @param still after so long a picture that stays is sent again
     */
    HttpServer(int port, String captureUri, AccessToken token, Duration still) {
        super(
                "screen-to-http",
                "The screen is at",
                program -> new HttpRoutes(port, captureUri, token, still, program::fail));
    }

    /** Where the page is. */
    String url() {
        return url("");
    }

    /** How many clients are being sent the stream. */
    int openStreams() {
        return routes().openStreams();
    }
}
