// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An X server without a monitor, for one test. It picks a free display number itself. */
public final class XvfbDisplay implements AutoCloseable {

    private final Process process;
    private final String name;

    private XvfbDisplay(Process process, String name) {
        this.process = process;
        this.name = name;
    }

    /** Starts a server with one screen of that size, 24 bits deep; returns when it is ready. */
    public static XvfbDisplay start(int width, int height, String... arguments) {
        List<String> command = new ArrayList<>(List.of("Xvfb", "-displayfd", "1"));
        command.addAll(List.of("-screen", "0", width + "x" + height + "x24"));
        // Without -noreset the server forgets what was painted when its last client leaves.
        command.addAll(List.of("-nolisten", "tcp", "-noreset", "-s", "0"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            String number =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            if (number == null) {
                throw new IllegalStateException(command + " ended without a display");
            }
            return new XvfbDisplay(process, ":" + number);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** The display's name, such as {@code :7}. */
    public String name() {
        return name;
    }

    /** Ends the server at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Xvfb " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Xvfb ends", e);
        }
    }
}
