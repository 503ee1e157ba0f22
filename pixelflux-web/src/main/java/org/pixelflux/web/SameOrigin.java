// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which pages may watch the screen. Any site that the user visits could open a WebSocket to
 * this machine, and the browser would let it: only the Origin header tells such a page from our
 * own.
 */
final class SameOrigin {

    /** No site can let a number point elsewhere. */
    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private SameOrigin() {}

    /**
     * Whether the page of {@code origin} was loaded from {@code host}, a name of this machine. The
     * name matters since a foreign site can let its own name point here. Ports are compared but not
     * prescribed, so that a tunnel may forward from another one. A client without an origin is no
     * browser.
     */
    static boolean allows(@Nullable String origin, @Nullable String host) {
        return origin == null
                || (LOOPBACK_NAME.matcher(nameOf(host)).matches() && allowsAnyName(origin, host));
    }

    /**
     * The same, whatever name this machine has; for servers where something else keeps foreign
     * sites away.
     */
    static boolean allowsAnyName(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        URI own = parse(host);
        if (own == null || own.getHost() == null) {
            return false;
        }
        String port = own.getPort() < 0 ? "" : ":" + own.getPort();
        String name = own.getHost() + port;
        // If this program or a proxy in front of it uses TLS, the page is https.
        return origin.equals("http://" + name) || origin.equals("https://" + name);
    }

    private static String nameOf(@Nullable String host) {
        URI own = parse(host);
        return own == null || own.getHost() == null ? "" : own.getHost();
    }

    private static @Nullable URI parse(@Nullable String host) {
        try {
            return host == null ? null : new URI("http://" + host);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
