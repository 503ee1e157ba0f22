// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/**
 * TigerVNC's x0vncserver. Where a picture is like a photograph it sends JPEG, else it loses
 * nothing.
 */
final class VncTool extends VncServer {

    /** Debian's x0vncserver is a script that starts it and leaves. */
    private static final String SERVER = "X0tigervnc";

    VncTool() {
        super("x0vncserver", SERVER, "-version", "version");
    }

    @Override
    List<String> command(Screen screen, int port) {
        return List.of(
                SERVER,
                "-display=" + screen.display(),
                "-rfbport=" + port,
                "-localhost",
                "-SecurityTypes=None");
    }
}
