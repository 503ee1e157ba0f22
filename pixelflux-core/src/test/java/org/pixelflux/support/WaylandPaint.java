// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Paints on an output of a Wayland compositor, through the program wayland_paint, which the native
 * build makes. Every call returns when the compositor has got it.
 */
public final class WaylandPaint implements AutoCloseable {

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader replies;

    /** Starts the program on the display with that socket and the output of that name. */
    public WaylandPaint(String display, String output) {
        try {
            process =
                    new ProcessBuilder(
                                    NativeBuild.program("wayland_paint").toString(),
                                    display,
                                    output)
                            .redirectError(Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        replies =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        reply("ready");
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public X11Paint.Done fill(int x, int y, int width, int height, int rgb) {
        requests.println(
                String.format(
                        Locale.ROOT, "fill %d %d %d %d %06X", x, y, width, height, rgb & 0xFFFFFF));
        return done();
    }

    /** Paints a picture with its top left corner at x, y. */
    public X11Paint.Done image(int x, int y, Picture picture) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".pixels");
            try {
                Files.write(file, picture.toBgrx());
                String where = x + " " + y + " " + picture.width() + " " + picture.height();
                requests.println("image " + where + " " + file);
                return done();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows the size of the output; what was painted is lost when it has changed. */
    public Area size() {
        requests.println("size");
        String[] words = reply("ok");
        return new Area(0, 0, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private X11Paint.Done done() {
        String[] words = reply("ok");
        return new X11Paint.Done(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    private String[] reply(String expected) {
        try {
            String line = replies.readLine();
            if (line == null || !line.startsWith(expected + " ")) {
                throw new IllegalStateException("wayland_paint says: " + line);
            }
            return line.split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        requests.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
