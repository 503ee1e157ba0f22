// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.RouteProgram;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.web.CaptureRoute;
import org.pixelflux.web.ViewerAccess;
import org.pixelflux.web.ViewerRoutes;

/** A capture, and the web page that shows it, as one Camel program. */
final class BrowserServer implements ServerCommand.Server {

    private final RouteProgram program;
    private final ViewerAccess access;
    private final int port;
    private final String withoutVideo;

    /**
     * @param port where the page is served
     * @param captureUri a pixelflux endpoint
     * @param withoutVideo what keeps pages from having to decode H.264; null: they need not
     */
    BrowserServer(int port, String captureUri, ViewerAccess access, String withoutVideo) {
        this.port = port;
        this.access = access;
        this.withoutVideo = withoutVideo;
        program = new RouteProgram("screen-to-browser");
        CaptureRoute capture = new CaptureRoute(captureUri);
        program.add(capture);
        program.add(new ViewerRoutes(port, access, capture));
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    @Override
    public void run(PrintWriter out) throws Exception {
        program.run(
                out,
                AccessArguments.announcement(access, "The screen is at", port, withoutVideo),
                0);
    }

    /** Stops the capture and the server; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}
