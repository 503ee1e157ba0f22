// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.io.PrintWriter;
import java.time.Duration;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.web.AccessToken;

/** A capture, and its stream over HTTP, as one Camel program. Only this machine can reach it. */
final class HttpServer implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("screen-to-http");
    private final HttpRoutes routes;
    private final int port;
    private final AccessToken token;

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
        this.port = port;
        this.token = token;
        routes = new HttpRoutes(port, captureUri, token, still, program::fail);
        program.add(routes);
    }

    /** Where the page is. */
    String url() {
        return url("");
    }

    /** Where a file of it is. */
    String url(String file) {
        return "http://localhost:" + port + "/" + file + HttpRoutes.query(token);
    }

    /** How many clients are being sent the stream. */
    int openStreams() {
        return routes.openStreams();
    }

    /** Returns when the page can be opened and the capture runs. */
    void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(out, "The screen is at " + url(), 0);
    }

    /** Ends the streams, the capture and the server; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}
