// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Paints on a screen and moves the pointer, through a program that the native build makes and that
 * obeys lines. Every call returns when the display server has got it.
 */
public abstract sealed class Paint implements AutoCloseable permits X11Paint, WaylandPaint {

    private final PaintProgram program;

    Paint(String program, List<String> arguments) {
        this.program = new PaintProgram(program, arguments);
    }

    /** Width of the screen, as it was when the program began. */
    public int width() {
        return area(program.ready()).width();
    }

    /** Height of the screen, as it was when the program began. */
    public int height() {
        return area(program.ready()).height();
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public X11Paint.Done fill(int x, int y, int width, int height, int rgb) {
        return done(program.fill(x, y, width, height, rgb));
    }

    /** Paints a picture with its top left corner at x, y. */
    public X11Paint.Done image(int x, int y, Picture picture) {
        return done(program.image(x, y, picture));
    }

    /** Keeps a picture, which steps of {@link #carryOut} take by its number. */
    public X11Paint.Done keep(int number, Picture picture) {
        String what = number + " " + picture.width() + " " + picture.height();
        return done(program.ask(picture.toBgrx(), file -> "keep " + what + " " + file));
    }

    /**
     * Steps in that order; they reach the server together. At least one.
     *
     * @throws IllegalStateException if this screen has no such steps
     */
    public X11Paint.Done carryOut(List<X11Paint.Step> steps) {
        return done(
                program.ask(
                        steps.stream()
                                .map(X11Paint.Step::request)
                                .collect(Collectors.joining(";"))));
    }

    /** Moves the pointer there, as a hand would. */
    public X11Paint.Done pointer(int x, int y) {
        return done(program.ask("pointer " + x + " " + y));
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
        return done(program.ask(pixels.array(), file -> "cursor " + shape + " " + file));
    }

    private static X11Paint.Done done(List<String> times) {
        return new X11Paint.Done(Long.parseLong(times.get(0)), Long.parseLong(times.get(1)));
    }

    /** A request that is answered by a width and a height. */
    Area area(String request) {
        return area(program.ask(request));
    }

    private static Area area(List<String> size) {
        return new Area(0, 0, Integer.parseInt(size.get(0)), Integer.parseInt(size.get(1)));
    }

    @Override
    public void close() {
        program.close();
    }
}
