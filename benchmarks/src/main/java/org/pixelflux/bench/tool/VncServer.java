// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;

/** A VNC server with TigerVNC's viewer as its client. */
abstract class VncServer extends ShownServer {

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

    /** It asks for Tight encoding of quality 8. */
    @Override
    List<String> viewer(String display, int port) {
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
