// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Who may look at the screen. Any site that the user visits could open a WebSocket to this machine,
 * and the browser would let it: only the Origin header tells it from our own page.
 */
final class SameOrigin {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private SameOrigin() {}

    /**
     * Whether the page of {@code origin} was loaded from {@code host}, a name of this machine. The
     * name matters since a foreign site can let its own name point here. Ports are compared but not
     * prescribed, so that a tunnel may forward from another one. A null origin is no browser.
     */
    static boolean allows(String origin, String host) {
        if (origin == null) {
            return true;
        }
        if (host == null) {
            return false;
        }
        try {
            URI own = new URI("http://" + host);
            String port = own.getPort() < 0 ? "" : ":" + own.getPort();
            return own.getHost() != null
                    && LOOPBACK_NAMES.contains(own.getHost())
                    && origin.equals("http://" + own.getHost() + port);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
