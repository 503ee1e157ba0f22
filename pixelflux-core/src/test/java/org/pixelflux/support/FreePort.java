// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of the loopback interface on which nobody listens, for servers that tests start. */
public final class FreePort {

    /**
     * Each has its port for as long as this process lives, and does not listen. So the kernel gives
     * that port to no connection, and to nobody who asks for any; a server has it all the same, if
     * it shares addresses (SO_REUSEADDR), as Java's do.
     */
    private static final Collection<Socket> KEPT = new ConcurrentLinkedQueue<>();

    private FreePort() {}

    /** Another one each time. */
    public static int find() throws IOException {
        Socket kept = new Socket();
        kept.setReuseAddress(true);
        kept.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        KEPT.add(kept);
        return kept.getLocalPort();
    }
}
