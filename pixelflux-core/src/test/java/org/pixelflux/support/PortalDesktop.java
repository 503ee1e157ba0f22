// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.List;

/**
 * The session of a desktop of its own, whose user shares a screen by a portal, through the program
 * portal_paint, which the native build makes. What is drawn waits until somebody sees the screen.
 */
public final class PortalDesktop implements AutoCloseable {

    private final PaintProgram program;

    public PortalDesktop(int width, int height) {
        this(List.of(Integer.toString(width), Integer.toString(height)));
    }

    private PortalDesktop(List<String> arguments) {
        program = new PaintProgram("portal_paint", arguments);
    }

    /** One whose screen offers no picture in shared memory, but only in that of a graphics card. */
    public static PortalDesktop withoutSharedMemory() {
        return new PortalDesktop(List.of("320", "240", "gpu"));
    }

    /** The address of its session bus. */
    public String bus() {
        return program.ready().get(1);
    }

    /** Fills a rectangle with one colour, 0xRRGGBB. */
    public void fill(int x, int y, int width, int height, int rgb) {
        program.fill(x, y, width, height, rgb);
    }

    /** Paints a picture with its top left corner at x, y. */
    public void image(int x, int y, Picture picture) {
        program.image(x, y, picture);
    }

    /** Moves the pointer, 3x3 white pixels whose middle points. */
    public void cursor(int x, int y) {
        program.ask("cursor " + x + " " + y);
    }

    /** Waits until so many captures have come to see the screen, one after the other. */
    public void awaitViewers(int soFar) {
        program.ask("viewers " + soFar);
    }

    /** Gives the screen another size, black at first. */
    public void resize(int width, int height) {
        program.ask("resize " + width + " " + height);
    }

    /** What the user does with the dialogs from now on: grants, declines or sleeps. */
    public void user(String deed) {
        program.ask("user " + deed);
    }

    /** The token that the portal gives from now on. */
    public void token(String token) {
        program.ask("token " + token);
    }

    /** The token that the last capture came with; empty: none. */
    public String askedToken() {
        return program.ask("asked").get(0).replace("'", "");
    }

    /** How often the user was asked. */
    public int dialogs() {
        return Integer.parseInt(program.ask("asked").get(1));
    }

    /** Ends the portal, and with it the session, and starts another one, which counts anew. */
    public void restartPortal() {
        program.ask("restart");
    }

    /** Ends the session of the capture, as a user does who shares no longer. */
    public void endSession() {
        program.ask("close");
    }

    @Override
    public void close() {
        program.close();
    }
}
