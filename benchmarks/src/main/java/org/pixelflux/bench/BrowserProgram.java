// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pixelflux.support.FreePort;

/** examples/screen-to-browser as a process of its own, at a free port of this machine. */
public final class BrowserProgram implements AutoCloseable {

    private static final int START_SECONDS = 30;

    private final Process process;
    private final int port;

    private BrowserProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Returns when it listens.
     *
     * @param run the example's run script
     */
    public static BrowserProgram start(Path run, List<String> arguments)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> command =
                new ArrayList<>(List.of(run.toString(), "--no-token", "--port", "" + port));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        for (int tries = 0; tries < START_SECONDS * 10; tries++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                probe.getOutputStream().flush();
                return new BrowserProgram(process, port);
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        process.destroy();
        throw new IOException(run + " does not listen at port " + port);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where its stripes come from. */
    public URI stream() {
        return URI.create("ws://127.0.0.1:" + port + "/stream");
    }

    /** Asks it to end, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, START_SECONDS, TimeUnit.SECONDS).join();
    }
}
