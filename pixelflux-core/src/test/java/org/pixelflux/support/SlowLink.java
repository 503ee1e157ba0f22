// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A link of a certain speed to a server of this machine: what connects to its port is passed on,
 * and what comes back comes no faster. The way there is not slowed down. The link keeps little
 * itself, so that what waits, waits in the server's socket, as it does before a slow modem.
 */
public final class SlowLink implements AutoCloseable {

    private static final int BUFFER = 8 << 10;

    /** Of one packet. */
    private static final int CHUNK = 1400;

    private static final long LATENESS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final double nanosPerByte;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public SlowLink(int serverPort, double megabitPerSecond) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        nanosPerByte = 8 * 1000 / megabitPerSecond;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket here = listening.accept();
                Socket there = new Socket();
                sockets.add(here);
                sockets.add(there);
                there.setReceiveBufferSize(BUFFER);
                there.connect(server);
                here.setSendBufferSize(BUFFER);
                here.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                start(() -> pass(here, there, 0));
                start(() -> pass(there, here, nanosPerByte));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Until one of them is closed. */
    private static void pass(Socket from, Socket to, double nanosPerByte) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            double free = System.nanoTime();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                // Who sleeps wakes late: the link makes up for that.
                free = Math.max(free, System.nanoTime() - LATENESS) + read * nanosPerByte;
                for (long left = (long) free - System.nanoTime();
                        left > 0;
                        left = (long) free - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // The end of the connection.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
