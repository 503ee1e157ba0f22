// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

/** The WebSockets of a page, which a test may cut. */
final class PageSockets {

    /** Run before the page's own scripts, so that {@link #CUT} finds its sockets. */
    static final String KEPT =
            """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...given) {
                super(...given);
                window.sockets.push(this);
              }
            };
            """;

    /** Closes the newest one, as if the network had. */
    static final String CUT = "window.sockets.at(-1).close()";

    private PageSockets() {}
}
