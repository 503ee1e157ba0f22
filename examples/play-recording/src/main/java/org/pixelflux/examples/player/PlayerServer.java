// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.web.AccessToken;

/** A page that plays a recording, as one Camel program. Only this machine can reach it. */
final class PlayerServer implements ServerCommand.Server {

    private final RouteProgram program = new RouteProgram("play-recording");
    private final PlayerRoutes routes;

    /**
     * @param port where to serve, on the loopback interface only
     * @param video an MP4 file that a recording wrote, or writes
     * @param token what a client must show; null: nothing
     */
    PlayerServer(int port, Path video, AccessToken token) {
        routes = new PlayerRoutes(port, video, token);
        program.add(routes);
    }

    /** Where the page is, or a file of it. */
    String url(String file) {
        return routes.url(file);
    }

    /** Returns when the page can be opened. */
    void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(out, "The recording is at " + url(""), 0);
    }

    @Override
    public void close() {
        program.close();
    }
}
