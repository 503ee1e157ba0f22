// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who may look at the screen, and what a viewer may do.
 *
 * @param bind the address to listen at
 * @param token what a viewer must know; null: nothing, which only a loopback address allows
 * @param control whether viewers may switch codec and quality; without it they only look
 * @param mostViewers so many at once, each of which may make some megabytes wait for it
 * @param certificate for TLS; null: what is sent can be read by who forwards it
 */
public record ViewerAccess(
        String bind, String token, boolean control, int mostViewers, Certificate certificate) {

    /** Where nothing else is said. */
    static final int MOST_VIEWERS = 500;

    private static final int HIGHEST_LIMIT = 10_000;

    /**
     * A loopback address, open to every program of this machine, and nobody can change anything.
     */
    public static final ViewerAccess LOCAL = new ViewerAccess("127.0.0.1", null, false);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    /**
     * @throws IllegalArgumentException naming the option, if the address is none, others could
     *     reach it without a token, or the number is out of range
     */
    public ViewerAccess {
        if (mostViewers < 1 || mostViewers > HIGHEST_LIMIT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "viewers: %d is out of range, allowed 1..%d",
                            mostViewers,
                            HIGHEST_LIMIT));
        }
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "token: must be 16 to 128 letters, digits, - or _, such as the output of"
                            + " 'openssl rand -hex 16'");
        }
        if (token == null && !isLoopback(bind)) {
            throw new IllegalArgumentException(
                    "bind: "
                            + bind
                            + " can be reached from other machines, allowed only with --token");
        }
    }

    /** For at most 500 viewers, without TLS. */
    public ViewerAccess(String bind, String token, boolean control) {
        this(bind, token, control, MOST_VIEWERS, null);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "bind: '" + address + "' is no address of this machine", e);
        }
    }

    /**
     * Whether a page of {@code origin}, loaded from {@code host}, that shows {@code shown} may
     * look. With a token the name of the host does not matter: a foreign site can let its own name
     * point here, but does not know the token.
     */
    boolean allows(String origin, String host, String shown) {
        if (token == null) {
            return SameOrigin.allows(origin, host);
        }
        return SameOrigin.allowsAnyName(origin, host) && isToken(shown);
    }

    /** Takes the same time for every wrong one. */
    private boolean isToken(String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        shown.getBytes(StandardCharsets.UTF_8));
    }

    /** The address as it stands in a URL. */
    String host() {
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    /** Where a viewer opens the page; the fragment is sent to no server and stands in no log. */
    public String url(int port) {
        String name = isLoopback(bind) ? "localhost" : host();
        String scheme = certificate == null ? "http" : "https";
        return scheme + "://" + name + ":" + port + "/" + (token == null ? "" : "#token=" + token);
    }
}
