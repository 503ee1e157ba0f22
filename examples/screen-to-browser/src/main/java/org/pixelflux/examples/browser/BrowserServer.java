// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.io.PrintWriter;
import org.pixelflux.examples.commandline.RouteProgram;

/**
 * A capture, and the web page that shows it, as one Camel program. Only this machine can open the
 * page.
 */
public final class BrowserServer implements AutoCloseable {

    private final RouteProgram program;
    private final int port;

    /**
     * @param port where the page is served, on the loopback interface only
     * @param captureUri a pixelflux endpoint
     */
    public BrowserServer(int port, String captureUri) {
        this.port = port;
        program = new RouteProgram("screen-to-browser", new BrowserRoutes(port, captureUri));
    }

    /** Where the page is. */
    public String url() {
        return "http://localhost:" + port + "/";
    }

    /** Returns when the page can be opened and the capture runs. */
    public void start() {
        program.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    void run(PrintWriter out) throws Exception {
        program.run(out, "The screen is at " + url(), 0);
    }

    /** Stops the capture and the server; idempotent. */
    @Override
    public void close() {
        program.close();
    }
}
