// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import org.apache.camel.main.Main;

/** The page and what it shows, as a program of this module's users starts them. */
final class PageServer implements AutoCloseable {

    private final Main camel = new Main();
    private final ViewerAccess access;
    private final int port;

    /** One whose page only this machine can open, and only to look. */
    PageServer(int port, String captureUri) {
        this(port, captureUri, ViewerAccess.LOCAL);
    }

    /** One that shows a capture. */
    PageServer(int port, String captureUri, ViewerAccess access) {
        this(port, new CaptureRoute(captureUri), access);
    }

    private PageServer(int port, CaptureRoute capture, ViewerAccess access) {
        this(port, (Screens) capture, access);
        camel.configure().addRoutesBuilder(capture);
    }

    /** One of screens that come from elsewhere. */
    PageServer(int port, Screens screens, ViewerAccess access) {
        this.port = port;
        this.access = access;
        camel.configure().withShutdownTimeout(1).withShutdownNowOnTimeout(true);
        camel.configure().addRoutesBuilder(new ViewerRoutes(port, access, screens));
    }

    /** Where this machine opens the page. */
    String url() {
        return url(port);
    }

    /** Where something else leads to this server. */
    String url(int otherPort) {
        return access.url(otherPort);
    }

    int port() {
        return port;
    }

    /** Returns when the page can be opened and the capture runs. */
    void start() {
        camel.start();
    }

    /** Idempotent. */
    @Override
    public void close() {
        camel.stop();
    }
}
