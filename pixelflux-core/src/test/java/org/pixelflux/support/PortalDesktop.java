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
 * The session of a desktop of its own, whose user shares a screen by a portal, through the program
 * portal_paint, which the native build makes. What is drawn waits until somebody sees the screen.
 */
public final class PortalDesktop implements AutoCloseable {

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader replies;
    private final String bus;

    public PortalDesktop(int width, int height) {
        try {
            process =
                    new ProcessBuilder(
                                    NativeBuild.program("portal_paint").toString(),
                                    Integer.toString(width),
                                    Integer.toString(height))
                            .redirectError(Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        replies =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        bus = reply("ready")[2];
    }

    /** The address of its session bus. */
    public String bus() {
        return bus;
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public void fill(int x, int y, int width, int height, int rgb) {
        ask(
                String.format(
                        Locale.ROOT, "fill %d %d %d %d %06X", x, y, width, height, rgb & 0xFFFFFF));
    }

    /** Paints a picture with its top left corner at x, y. */
    public void image(int x, int y, Picture picture) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".pixels");
            try {
                Files.write(file, picture.toBgrx());
                String where = x + " " + y + " " + picture.width() + " " + picture.height();
                ask("image " + where + " " + file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the pointer, 3x3 white pixels whose middle points. */
    public void cursor(int x, int y) {
        ask("cursor " + x + " " + y);
    }

    /** Waits until so many captures have come to see the screen, one after the other. */
    public void awaitViewers(int soFar) {
        ask("viewers " + soFar);
    }

    /** Gives the screen another size, black at first. */
    public void resize(int width, int height) {
        ask("resize " + width + " " + height);
    }

    /** What the user does with the dialogs from now on: grants, declines or sleeps. */
    public void user(String deed) {
        ask("user " + deed);
    }

    /** The token that the portal gives from now on. */
    public void token(String token) {
        ask("token " + token);
    }

    /** The token that the last capture came with; empty: none. */
    public String askedToken() {
        return ask("asked")[1].replace("'", "");
    }

    /** How often the user was asked. */
    public int dialogs() {
        return Integer.parseInt(ask("asked")[2]);
    }

    /** Ends the portal, and with it the session, and starts another one, which counts anew. */
    public void restartPortal() {
        ask("restart");
    }

    /** Ends the session of the capture, as a user does who shares no longer. */
    public void endSession() {
        ask("close");
    }

    private String[] ask(String request) {
        requests.println(request);
        return reply("ok");
    }

    private String[] reply(String expected) {
        try {
            String line = replies.readLine();
            if (line == null || !line.startsWith(expected)) {
                throw new IllegalStateException("portal_paint says: " + line);
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
