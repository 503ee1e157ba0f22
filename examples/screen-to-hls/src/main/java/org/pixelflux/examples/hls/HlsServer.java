// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.web.AccessToken;

/** A capture, and its playlist over HTTP, as one Camel program. Only this machine can reach it. */
final class HlsServer implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("screen-to-hls");
    private final HlsRoutes routes;

    /**
     * @param port where to serve, on the loopback interface only
     * @param captureUri a pixelflux endpoint
     * @param token what a client must show; null: nothing
     */
    HlsServer(int port, String captureUri, AccessToken token) {
        routes = new HlsRoutes(port, captureUri, token, program::fail);
        program.add(routes);
    }

    /** Where the page is, or a file of it. */
    String url(String file) {
        return routes.url(file);
    }

    /** Returns when the page can be opened and the capture runs. */
    void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(out, "The screen is at " + url(""), 0);
    }

    /** Ends the capture and the server; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}
