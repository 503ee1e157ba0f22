// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.support.XvfbDisplay;

/**
 * TigerVNC's x0vncserver, with TigerVNC's viewer as its client on a display of its own. Only the
 * server is measured. Where a picture is like a photograph it sends JPEG, else it loses nothing.
 */
final class VncTool implements Tool {

    /** Debian's x0vncserver is a script that starts it and leaves. */
    private static final String SERVER = "X0tigervnc";

    private static final int START_SECONDS = 10;

    @Override
    public String name() {
        return "x0vncserver";
    }

    @Override
    public String description() {
        return Programs.output(SERVER, "-version")
                .lines()
                .filter(line -> line.contains("version"))
                .findFirst()
                .orElse("TigerVNC")
                .strip();
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing(SERVER, "xtigervncviewer");
    }

    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.JPEG;
    }

    @Override
    public boolean countsFrames() {
        return false;
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        return new Running(screen);
    }

    private static final class Running implements RunningTool {

        private final Process server;
        private CountingRelay relay;
        private XvfbDisplay viewerDisplay;
        private Process viewer;

        Running(Screen screen) throws IOException {
            int port = FreePort.find();
            server =
                    start(
                            screen.confined(
                                    List.of(
                                            SERVER,
                                            "-display=" + screen.display(),
                                            "-rfbport=" + port,
                                            "-localhost",
                                            "-SecurityTypes=None")));
            try {
                relay = new CountingRelay(connect(port));
                viewerDisplay = XvfbDisplay.start(screen.width(), screen.height());
                viewer =
                        start(
                                List.of(
                                        "xtigervncviewer",
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

        private static Process start(List<String> command) throws IOException {
            return new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
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
                        (server.isAlive() ? "xtigervncviewer" : SERVER) + " has ended");
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
}
