// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/** wayvnc, which captures outputs of Wayland compositors. */
final class WayVnc extends VncServer {

    WayVnc() {
        super("wayvnc", "wayvnc", "--version", "wayvnc");
    }

    @Override
    public boolean captures(ScreenKind kind) {
        return kind == ScreenKind.SWAY;
    }

    @Override
    List<String> command(Screen screen, int port) {
        return List.of("wayvnc", "--disable-input", "--max-fps=" + FPS, "127.0.0.1", "" + port);
    }
}
