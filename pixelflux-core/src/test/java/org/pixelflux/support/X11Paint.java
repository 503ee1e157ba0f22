// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Paints on a display's root window, shows and moves windows, and moves the pointer, through the
 * program x11_paint, which the native build makes. Every call returns when the server has carried
 * it out.
 */
public final class X11Paint implements AutoCloseable {

    /** When a request left and when the server had carried it out, on System.nanoTime's clock. */
    public record Done(long beforeNanos, long afterNanos) {}

    /** Where {@link Copy} takes pixels from the screen itself. */
    public static final int SCREEN = -1;

    /** What can reach the server together with others. */
    public sealed interface Step permits Copy, Window, Background {

        /** As x11_paint reads it. */
        String request();
    }

    /** A part of a kept picture, or of {@link #SCREEN}, with its top left corner to x, y. */
    public record Copy(int from, Area part, int x, int y) implements Step {

        @Override
        public String request() {
            String source = from == SCREEN ? "screen" : Integer.toString(from);
            return String.format(
                    Locale.ROOT,
                    "copy %s %d %d %d %d %d %d",
                    source,
                    part.x(),
                    part.y(),
                    part.width(),
                    part.height(),
                    x,
                    y);
        }
    }

    /**
     * A kept picture in a window of its own, with its top left corner at x, y. The first step with
     * a picture opens its window, later ones move it.
     */
    public record Window(int picture, int x, int y) implements Step {

        @Override
        public String request() {
            return String.format(Locale.ROOT, "window %d %d %d", picture, x, y);
        }
    }

    /**
     * A kept picture, as large as the screen, becomes what the server shows by itself wherever no
     * window is; all windows are drawn afresh.
     */
    public record Background(int picture) implements Step {

        @Override
        public String request() {
            return "background " + picture;
        }
    }

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader replies;
    private final int width;
    private final int height;

    /** Starts the program on a display such as {@code :7}. */
    public X11Paint(String display) {
        try {
            process =
                    new ProcessBuilder(NativeBuild.program("x11_paint").toString(), display)
                            .redirectError(Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        replies =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] ready = reply("ready");
        width = Integer.parseInt(ready[1]);
        height = Integer.parseInt(ready[2]);
    }

    /** Width of the screen. */
    public int width() {
        return width;
    }

    /** Height of the screen. */
    public int height() {
        return height;
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public Done fill(int x, int y, int width, int height, int rgb) {
        requests.println(
                String.format(
                        Locale.ROOT, "fill %d %d %d %d %06X", x, y, width, height, rgb & 0xFFFFFF));
        return done();
    }

    /** Paints a picture with its top left corner at x, y. */
    public Done image(int x, int y, Picture picture) {
        String where = x + " " + y + " " + picture.width() + " " + picture.height();
        return withFile(picture.toBgrx(), file -> "image " + where + " " + file);
    }

    /** Leaves a picture with the server, which steps of {@link #carryOut} take by its number. */
    public Done keep(int number, Picture picture) {
        String what = number + " " + picture.width() + " " + picture.height();
        return withFile(picture.toBgrx(), file -> "keep " + what + " " + file);
    }

    /** Steps in that order; they reach the server together. At least one. */
    public Done carryOut(List<Step> steps) {
        requests.println(steps.stream().map(Step::request).collect(Collectors.joining(";")));
        return done();
    }

    /** Moves the pointer there, as a hand would. */
    public Done pointer(int x, int y) {
        requests.println("pointer " + x + " " + y);
        return done();
    }

    /**
     * Gives the pointer a look.
     *
     * @param argb 0xAARRGGBB row by row, the colours multiplied by alpha
     */
    public Done cursor(int width, int height, int hotspotX, int hotspotY, int[] argb) {
        ByteBuffer pixels = ByteBuffer.allocate(argb.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        pixels.asIntBuffer().put(argb);
        String shape = width + " " + height + " " + hotspotX + " " + hotspotY;
        return withFile(pixels.array(), file -> "cursor " + shape + " " + file);
    }

    private Done withFile(byte[] bytes, Function<Path, String> request) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".pixels");
            try {
                Files.write(file, bytes);
                requests.println(request.apply(file));
                return done();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Done done() {
        String[] words = reply("ok");
        return new Done(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    private String[] reply(String expected) {
        try {
            String line = replies.readLine();
            if (line == null || !line.startsWith(expected + " ")) {
                throw new IllegalStateException("x11_paint says: " + line);
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
