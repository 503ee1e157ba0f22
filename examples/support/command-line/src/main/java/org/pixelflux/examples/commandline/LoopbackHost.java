// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Says by which names clients may call this server. A foreign site can let its own name point to
 * this machine; to the browser the screen would then be that site's own, to be read by its scripts.
 */
public final class LoopbackHost {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LoopbackHost() {}

    /**
     * Whether the request's header Host names this machine. The port is not prescribed, so that a
     * tunnel may forward from another one. A request without the header comes from no browser.
     */
    public static boolean allows(String host) {
        if (host == null) {
            return true;
        }
        try {
            String name = new URI("http://" + host).getHost();
            return name != null && NAMES.contains(name);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
