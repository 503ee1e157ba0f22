// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.io.PrintWriter;
import java.time.Duration;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;

/** A capture, and its stream over HTTP, as one Camel program. Only this machine can reach it. */
final class HttpServer implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("screen-to-http");
    private final HttpRoutes routes;
    private final int port;

    /**
     * @param port where to serve, on the loopback interface only
     * @param captureUri a pixelflux endpoint that delivers each frame as one JPEG
     */
    HttpServer(int port, String captureUri) {
        this(port, captureUri, MjpegStream.STILL);
    }

    /**
     * @param still after so long a picture that stays is sent again
     */
    HttpServer(int port, String captureUri, Duration still) {
        this.port = port;
        routes = new HttpRoutes(port, captureUri, still, program::fail);
        program.add(routes);
    }

    /** Where the page is. */
    String url() {
        return "http://localhost:" + port + "/";
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
