// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/**
 * A VNC server, which alone is measured, with TigerVNC's viewer as its client on a display of its
 * own.
 */
abstract class VncServer implements Tool {

    private static final String VIEWER = "xtigervncviewer";

    private final String name;
    private final String program;
    private final String versionOption;
    private final String versionLine;

    /**
     * @param versionOption makes the program tell its version
     * @param versionLine is in the line that does
     */
    VncServer(String name, String program, String versionOption, String versionLine) {
        this.name = name;
        this.program = program;
        this.versionOption = versionOption;
        this.versionLine = versionLine;
    }

    /** Its command, to listen at that port of this machine. */
    abstract List<String> command(Screen screen, int port);

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return Programs.output(program, versionOption)
                .lines()
                .filter(line -> line.contains(versionLine))
                .findFirst()
                .orElse(name)
                .strip();
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing(program, VIEWER);
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
        return new ViewedServer(port -> command(screen, port), VncServer::viewer, screen);
    }

    /** It asks for Tight encoding of quality 8. */
    private static List<String> viewer(String display, int port) {
        return List.of(
                VIEWER,
                "-display",
                display,
                "-AutoSelect=0",
                "-PreferredEncoding=Tight",
                "-QualityLevel=8",
                "-RemoteResize=0",
                "127.0.0.1::" + port);
    }
}
