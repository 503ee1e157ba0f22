// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/** x11vnc as it comes: it is told of damage, and looks at the screen beside that. */
final class X11Vnc extends VncServer {

    private static final String NAME = "x11vnc";

    X11Vnc() {
        super(NAME, NAME, "-version", NAME);
    }

    @Override
    List<String> command(Screen screen, int port) {
        return List.of(
                NAME,
                "-display",
                screen.display(),
                "-rfbport",
                "" + port,
                "-localhost",
                "-nopw",
                "-forever",
                "-norc",
                "-quiet");
    }
}
