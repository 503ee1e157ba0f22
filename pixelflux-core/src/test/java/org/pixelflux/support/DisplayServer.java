// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An X server without a monitor, for one test. It picks a free display number itself. */
public abstract sealed class DisplayServer implements ScreenServer
        permits XvfbDisplay, XtigervncDisplay {

    private final String command;
    private final String output;
    private final Process process;
    private final String name;

    /**
     * Returns when the server is ready.
     *
     * @param output what xrandr calls the server's screen
     */
    DisplayServer(String output, List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("-displayfd", "1"));
        this.command = String.join(" ", words);
        this.output = output;
        try {
            process = new ProcessBuilder(words).redirectError(Redirect.DISCARD).start();
            String number =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            if (number == null) {
                throw new IllegalStateException(words + " ended without a display");
            }
            name = ":" + number;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + words, e);
        }
    }

    /** The display's name, such as {@code :7}. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /** Gives the screen another size, as a user does with xrandr. */
    @Override
    public void resize(int width, int height) {
        String mode = width + "x" + height;
        // The timings mean nothing to a server without a monitor. A mode may be there already.
        List<String> timings = new ArrayList<>(List.of("1"));
        timings.addAll(List.of("" + width, "" + width, "" + width, "" + width));
        timings.addAll(List.of("" + height, "" + height, "" + height, "" + height));
        List<String> newMode = new ArrayList<>(List.of("--newmode", mode));
        newMode.addAll(timings);
        xrandr(newMode);
        xrandr(List.of("--addmode", output, mode));
        // Without --dpi xrandr goes from the last size in millimetres, in the end to 0.
        if (xrandr(List.of("--output", output, "--mode", mode, "--dpi", "96")) != 0) {
            throw new IllegalStateException(command + " cannot be resized to " + mode);
        }
    }

    private int xrandr(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("xrandr", "-display", name));
        words.addAll(arguments);
        return run(words);
    }

    /**
     * Returns the exit code. There is no pipe to the program: Java closes it some time after the
     * end, and tests count what is open.
     */
    private static int run(List<String> words) {
        try {
            return new ProcessBuilder(words)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Stops the server from doing anything, as one that hangs, until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        run(List.of("kill", "-" + name, "" + process.pid()));
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ends", e);
        }
    }
}
