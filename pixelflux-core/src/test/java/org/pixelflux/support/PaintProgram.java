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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A program that the native build makes, which paints as lines say and answers each with a line.
 */
final class PaintProgram implements AutoCloseable {

    private final String name;
    private final Process process;
    private final PrintStream requests;
    private final BufferedReader replies;
    private final List<String> ready;

    /** Starts it; returns when it is ready. */
    PaintProgram(String name, List<String> arguments) {
        this.name = name;
        List<String> command = new ArrayList<>();
        command.add(NativeBuild.program(name).toString());
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
        ready = reply("ready");
    }

    /** What it said when it was ready, word by word. */
    List<String> ready() {
        return ready;
    }

    /** Has it do something; returns what it says then, word by word. */
    List<String> ask(String request) {
        requests.println(request);
        return reply("ok");
    }

    /** The same of a request that names a file of these bytes. */
    List<String> ask(byte[] bytes, Function<Path, String> request) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".pixels");
            try {
                Files.write(file, bytes);
                return ask(request.apply(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    List<String> fill(int x, int y, int width, int height, int rgb) {
        return ask(
                String.format(
                        Locale.ROOT, "fill %d %d %d %d %06X", x, y, width, height, rgb & 0xFFFFFF));
    }

    /** Paints a picture with its top left corner at x, y. */
    List<String> image(int x, int y, Picture picture) {
        String where = x + " " + y + " " + picture.width() + " " + picture.height();
        return ask(picture.toBgrx(), file -> "image " + where + " " + file);
    }

    private List<String> reply(String expected) {
        try {
            String line = replies.readLine();
            List<String> words = line == null ? List.of("") : List.of(line.split(" "));
            if (!words.get(0).equals(expected)) {
                throw new IllegalStateException(name + " says: " + line);
            }
            return words.subList(1, words.size());
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
