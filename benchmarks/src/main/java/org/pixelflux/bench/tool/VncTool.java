// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/**
 * TigerVNC's x0vncserver, with TigerVNC's viewer as its client on a display of its own. Only the
 * server is measured. Where a picture is like a photograph it sends JPEG, else it loses nothing.
 */
final class VncTool implements Tool {

    /** Debian's x0vncserver is a script that starts it and leaves. */
    private static final String SERVER = "X0tigervnc";

    @Override
    public String name() {
        return "x0vncserver";
    }

    @Override
    public String description() {
        return Programs.output(SERVER, "-version")
                .lines()
                .filter(line -> line.contains("version"))
                .findFirst()
                .orElse("TigerVNC")
                .strip();
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing(SERVER, VncSession.VIEWER);
    }

    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.JPEG;
    }

    @Override
    public boolean countsFrames() {
        return false;
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        return new VncSession(
                port ->
                        List.of(
                                SERVER,
                                "-display=" + screen.display(),
                                "-rfbport=" + port,
                                "-localhost",
                                "-SecurityTypes=None"),
                screen);
    }
}
