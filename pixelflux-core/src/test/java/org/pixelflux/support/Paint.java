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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Paints on a screen and moves the pointer, through a program that the native build makes and that
 * obeys lines. Every call returns when the display server has got it.
 */
public abstract sealed class Paint implements AutoCloseable permits X11Paint, WaylandPaint {

    private final String program;
    private final Process process;
    private final PrintStream requests;
    private final BufferedReader replies;
    private final Area ready;

    Paint(String program, List<String> arguments) {
        this.program = program;
        List<String> command = new ArrayList<>();
        command.add(NativeBuild.program(program).toString());
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        replies =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        ready = area(reply("ready"));
    }

    /** Width of the screen, as it was when the program began. */
    public int width() {
        return ready.width();
    }

    /** Height of the screen, as it was when the program began. */
    public int height() {
        return ready.height();
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public X11Paint.Done fill(int x, int y, int width, int height, int rgb) {
        return done(
                String.format(
                        Locale.ROOT, "fill %d %d %d %d %06X", x, y, width, height, rgb & 0xFFFFFF));
    }

    /** Paints a picture with its top left corner at x, y. */
    public X11Paint.Done image(int x, int y, Picture picture) {
        String where = x + " " + y + " " + picture.width() + " " + picture.height();
        return withFile(picture.toBgrx(), file -> "image " + where + " " + file);
    }

    /** Keeps a picture, which steps of {@link #carryOut} take by its number. */
    public X11Paint.Done keep(int number, Picture picture) {
        String what = number + " " + picture.width() + " " + picture.height();
        return withFile(picture.toBgrx(), file -> "keep " + what + " " + file);
    }

    /**
     * Steps in that order; they reach the server together. At least one.
     *
     * @throws IllegalStateException if this screen has no such steps
     */
    public X11Paint.Done carryOut(List<X11Paint.Step> steps) {
        return done(steps.stream().map(X11Paint.Step::request).collect(Collectors.joining(";")));
    }

    /** Moves the pointer there, as a hand would. */
    public X11Paint.Done pointer(int x, int y) {
        return done("pointer " + x + " " + y);
    }

    /**
     * Gives the pointer a look.
     *
     * @param argb 0xAARRGGBB row by row, the colours multiplied by alpha
     */
    public X11Paint.Done cursor(int width, int height, int hotspotX, int hotspotY, int[] argb) {
        ByteBuffer pixels = ByteBuffer.allocate(argb.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        pixels.asIntBuffer().put(argb);
        String shape = width + " " + height + " " + hotspotX + " " + hotspotY;
        return withFile(pixels.array(), file -> "cursor " + shape + " " + file);
    }

    private X11Paint.Done withFile(byte[] bytes, Function<Path, String> request) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".pixels");
            try {
                Files.write(file, bytes);
                return done(request.apply(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X11Paint.Done done(String request) {
        requests.println(request);
        String[] words = reply("ok");
        return new X11Paint.Done(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    /** A request that is answered by a width and a height. */
    Area area(String request) {
        requests.println(request);
        return area(reply("ok"));
    }

    private static Area area(String[] words) {
        return new Area(0, 0, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private String[] reply(String expected) {
        try {
            String line = replies.readLine();
            if (line == null || !line.startsWith(expected + " ")) {
                throw new IllegalStateException(program + " says: " + line);
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
