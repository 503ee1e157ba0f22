// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/**
 * What is captured: all of a display's screen.
 *
 * @param kind what shows it
 * @param display such as {@code :7}, or the path of a compositor's socket
 * @param confinement how much of the machine the tool may use
 */
public record Screen(
        ScreenKind kind, String display, int width, int height, Confinement confinement) {

    /** Of an X server, for tools that may use all of the machine. */
    public Screen(String display, int width, int height) {
        this(ScreenKind.XVFB, display, width, height, Confinement.NONE);
    }

    /** A tool's command, which is confined from the beginning. */
    List<String> confined(List<String> command) {
        return confinement.of(command);
    }
}
