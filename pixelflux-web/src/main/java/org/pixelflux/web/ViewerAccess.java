// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.List;
import java.util.Locale;

/**
 * Says who may watch the screen, and what a viewer may do.
 *
 * @param bind the address to listen at
 * @param token what a viewer must know; null: nothing, which only a loopback address allows
 * @param control whether viewers may switch codec and quality; without it they only look
 * @param mostViewers how many viewers there may be at once; some megabytes may wait for each
 * @param certificate for TLS; null: every machine on the way can read what is sent
 */
public record ViewerAccess(
        String bind, AccessToken token, boolean control, int mostViewers, Certificate certificate) {

    /** How many viewers there may be at once by default. */
    public static final int MOST_VIEWERS = 500;

    private static final int HIGHEST_LIMIT = 10_000;

    /** A loopback address, open to every program of this machine; viewers can change nothing. */
    public static final ViewerAccess LOCAL = new ViewerAccess("127.0.0.1", null, false);

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
        if (!PageAddresses.parse(bind).isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException(
                    "bind: "
                            + bind
                            + " can be reached from other machines, not allowed without a token");
        }
    }

    /** For at most 500 viewers, without TLS. */
    public ViewerAccess(String bind, AccessToken token, boolean control) {
        this(bind, token, control, MOST_VIEWERS, null);
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
        return SameOrigin.allowsAnyName(origin, host) && token.isShownBy(shown);
    }

    /** The address as it stands in a URL. */
    String host() {
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    /**
     * Where viewers open the page, by all of the machine's addresses if it listens at all, those
     * for other machines first. The fragment is sent to no server and stands in no log.
     */
    public List<String> urls(int port) {
        String scheme = certificate == null ? "http" : "https";
        String fragment = token == null ? "" : "#token=" + token.text();
        return PageAddresses.hosts(bind).stream()
                .map(host -> scheme + "://" + host + ":" + port + "/" + fragment)
                .toList();
    }

    /** The last of {@link #urls}: this machine can open it. */
    public String url(int port) {
        List<String> urls = urls(port);
        return urls.get(urls.size() - 1);
    }

    /** Whether no other machine can reach the address. */
    public boolean isLocal() {
        return PageAddresses.parse(bind).isLoopbackAddress();
    }
}
