// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback interface for a server that starts later, and may start again. Until this
 * is closed the kernel gives it to no connection and to nobody who asks for any port; the server
 * has it all the same, if it shares addresses (SO_REUSEADDR), as Java's do.
 */
final class KeptPort implements AutoCloseable {

    /** Does not listen. */
    private final Socket socket = new Socket();

    KeptPort() throws IOException {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
