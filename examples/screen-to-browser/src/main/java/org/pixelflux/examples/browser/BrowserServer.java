// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.examples.viewer.ViewerAccess;
import org.pixelflux.examples.viewer.ViewerRoutes;

/** A capture, and the web page that shows it, as one Camel program. */
public final class BrowserServer implements ServerCommand.Server {

    private final RouteProgram program;
    private final String url;

    /** One whose page only this machine can open, and only to look. */
    public BrowserServer(int port, String captureUri) {
        this(port, captureUri, ViewerAccess.LOCAL);
    }

    /**
     * @param port where the page is served
     * @param captureUri a pixelflux endpoint
     */
    BrowserServer(int port, String captureUri, ViewerAccess access) {
        url = access.url(port);
        program = new RouteProgram("screen-to-browser");
        BrowserRoutes routes = new BrowserRoutes(captureUri);
        program.add(routes);
        program.add(new ViewerRoutes(port, access, routes));
    }

    /** Where the page is. */
    public String url() {
        return url;
    }

    /** Returns when the page can be opened and the capture runs. */
    public void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(out, "The screen is at " + url(), 0);
    }

    /** Stops the capture and the server; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}
