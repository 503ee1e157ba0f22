// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may look at the screen, and what a viewer may do. Immutable.
 *
 * @param bind the name or number of the address to listen at; {@code 0.0.0.0} and {@code ::} are
 *     all addresses of the machine
 * @param token what a viewer must know, or null for nothing, which only a loopback address allows
 * @param control whether viewers may switch mode and quality, for everybody; otherwise they only
 *     look
 * @param mostViewers how many there may be at once, 1..10000; up to 4 MiB wait for each of them
 * @param certificate for https and wss, or null for http and ws, which everybody on the way can
 *     read
 */
public record ViewerAccess(
        String bind,
        @Nullable AccessToken token,
        boolean control,
        int mostViewers,
        @Nullable Certificate certificate) {

    /** How many viewers there may be at once by default. */
    public static final int MOST_VIEWERS = 500;

    private static final int HIGHEST_LIMIT = 10_000;

    /** Every user of this machine may look, nobody else may, and nobody can change anything. */
    public static final ViewerAccess LOCAL = new ViewerAccess("127.0.0.1", null, false);

    /**
     * Checks the address, so that it may ask a name server.
     *
     * @throws IllegalArgumentException if the address is none of this machine, others could reach
     *     it without a token, or the number is out of range; the message begins with {@code bind:}
     *     or {@code viewers:}
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

    /** For at most {@link #MOST_VIEWERS} viewers, without TLS. */
    public ViewerAccess(String bind, @Nullable AccessToken token, boolean control) {
        this(bind, token, control, MOST_VIEWERS, null);
    }

    /**
     * Whether a page of {@code origin}, loaded from {@code host}, that shows {@code shown} may
     * look. With a token the name of the host does not matter: a foreign site can let its own name
     * point here, but does not know the token.
     */
    boolean allows(@Nullable String origin, @Nullable String host, @Nullable String shown) {
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
     * The addresses at which viewers open the page: all of the machine's if it listens at all,
     * those for other machines first. The token stands in the fragment, which a browser sends to no
     * server.
     *
     * @param port the port of the {@link ViewerRoutes}
     */
    public List<String> urls(int port) {
        String scheme = certificate == null ? "http" : "https";
        String fragment = token == null ? "" : "#token=" + token.text();
        return PageAddresses.hosts(bind).stream()
                .map(host -> scheme + "://" + host + ":" + port + "/" + fragment)
                .toList();
    }

    /** The address at which this machine opens the page: the last of {@link #urls}. */
    public String url(int port) {
        List<String> urls = urls(port);
        return urls.get(urls.size() - 1);
    }

    /** Whether no other machine can reach the address. */
    public boolean isLocal() {
        return PageAddresses.parse(bind).isLoopbackAddress();
    }
}
