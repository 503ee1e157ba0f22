// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.pixelflux.support.XvfbDisplay;

/**
 * A VNC server, which is measured, and TigerVNC's viewer on a display of its own, which asks for
 * Tight encoding of quality 8 and takes all that comes.
 */
final class VncSession implements RunningTool {

    static final String VIEWER = "xtigervncviewer";

    private static final int START_SECONDS = 10;

    private final String name;
    private final Process server;
    private CountingRelay relay;
    private XvfbDisplay viewerDisplay;
    private Process viewer;

    /**
     * @param command of the server that listens at a port of this machine
     */
    VncSession(IntFunction<List<String>> command, Screen screen) throws IOException {
        int port = FreePort.find();
        List<String> words = command.apply(port);
        name = words.get(0);
        ProcessBuilder builder = new ProcessBuilder(screen.confined(words));
        builder.environment().putAll(Programs.environment(screen));
        server = start(builder);
        try {
            relay = new CountingRelay(connect(port));
            viewerDisplay = XvfbDisplay.start(screen.width(), screen.height());
            viewer =
                    start(
                            new ProcessBuilder(
                                    VIEWER,
                                    "-display",
                                    viewerDisplay.name(),
                                    "-AutoSelect=0",
                                    "-PreferredEncoding=Tight",
                                    "-QualityLevel=8",
                                    "-RemoteResize=0",
                                    "127.0.0.1::" + relay.port()));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        return builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
    }

    private Socket connect(int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public Output output() throws IOException {
        if (!server.isAlive() || !viewer.isAlive()) {
            throw new IOException((server.isAlive() ? VIEWER : name) + " has ended");
        }
        return new Output(0, 0, relay.bytes());
    }

    @Override
    public void close() throws IOException {
        if (viewer != null) {
            Programs.end(viewer);
        }
        if (relay != null) {
            relay.close();
        }
        Programs.end(server);
        if (viewerDisplay != null) {
            viewerDisplay.close();
        }
    }
}
