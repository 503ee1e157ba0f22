// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on this machine and counts what the server sends. */
final class CountingRelay implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final AtomicLong bytes = new AtomicLong();
    private final Socket server;

    /** Waits on a port of its own for one client. */
    CountingRelay(Socket server) throws IOException {
        this.server = server;
        server.setTcpNoDelay(true);
        new Thread(this::serve, "relay").start();
    }

    int port() {
        return listener.getLocalPort();
    }

    long bytes() {
        return bytes.get();
    }

    private void serve() {
        try (Socket client = listener.accept()) {
            client.setTcpNoDelay(true);
            Runnable requests = () -> pump(client, server, new AtomicLong());
            new Thread(requests, "relay-requests").start();
            pump(server, client, bytes);
        } catch (IOException e) {
            // Closed before a client came.
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                count.addAndGet(n);
            }
        } catch (IOException e) {
            // One side has left; the other learns it when its socket is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        server.close();
    }
}
