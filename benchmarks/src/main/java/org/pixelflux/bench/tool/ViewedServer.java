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
import org.pixelflux.support.FreePort;
import org.pixelflux.support.XvfbDisplay;

/**
 * A server of a screen, which is measured, and a viewer on a display of its own, which takes all
 * that comes.
 */
final class ViewedServer implements RunningTool {

    private static final int START_SECONDS = 20;

    /** A program that shows what a server at a port of this machine sends. */
    interface Viewer {
        List<String> command(String display, int port);
    }

    private final String name;
    private String viewerName;
    private final Process server;
    private CountingRelay relay;
    private XvfbDisplay viewerDisplay;
    private Process viewer;

    /**
     * @param command of the server that listens at a port of this machine
     * @param shows has its display in $DISPLAY, too
     */
    ViewedServer(IntFunction<List<String>> command, Viewer shows, Screen screen)
            throws IOException {
        int port = FreePort.find();
        List<String> words = command.apply(port);
        name = words.get(0);
        ProcessBuilder builder = new ProcessBuilder(screen.confined(words));
        builder.environment().putAll(Programs.environment(screen));
        server = start(builder);
        try {
            relay = new CountingRelay(connect(port));
            viewerDisplay = XvfbDisplay.start(screen.width(), screen.height());
            List<String> viewerWords = shows.command(viewerDisplay.name(), relay.port());
            viewerName = viewerWords.get(0);
            ProcessBuilder viewerBuilder = new ProcessBuilder(viewerWords);
            viewerBuilder.environment().put("DISPLAY", viewerDisplay.name());
            viewer = start(viewerBuilder);
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
            throw new IOException(
                    (server.isAlive() ? "its viewer " + viewerName : name) + " has ended");
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
