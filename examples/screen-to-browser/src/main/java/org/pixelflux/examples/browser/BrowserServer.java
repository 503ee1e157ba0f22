// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.io.PrintWriter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * A capture, and the web page that shows it, as one Camel program. Only this machine can open the
 * page.
 */
public final class BrowserServer implements AutoCloseable {

    /** Ending has to look immediate to whoever pressed Ctrl-C. */
    private static final int SHUTDOWN_SECONDS = 1;

    private final Main camel = new Main();
    private final int port;

    /**
     * @param port where the page is served, on the loopback interface only
     * @param captureUri a pixelflux endpoint
     */
    public BrowserServer(int port, String captureUri) {
        this.port = port;
        camel.configure()
                .withName("screen-to-browser")
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownNowOnTimeout(true)
                .addRoutesBuilder(new BrowserRoutes(port, captureUri));
    }

    /** Where the page is. */
    public String url() {
        return "http://localhost:" + port + "/";
    }

    /** Returns when the page can be opened and the capture runs. */
    public void start() {
        camel.start();
    }

    /** Runs until the process is asked to end; tells {@code out} when the page can be opened. */
    void run(PrintWriter out) throws Exception {
        camel.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void afterStart(BaseMainSupport main) {
                        out.println("The screen is at " + url() + " (Ctrl-C ends it)");
                        out.flush();
                    }
                });
        camel.run();
    }

    /** Stops the capture and the server; idempotent. */
    @Override
    public void close() {
        camel.stop();
    }
}
