// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;

/** This project, with several captures of the same screen in one JVM. */
public final class CapturesTool extends JvmTool {

    private final int captures;

    public CapturesTool(int captures) {
        super(PixelfluxProgram.class);
        this.captures = captures;
    }

    @Override
    public String name() {
        return "pixelflux x" + captures;
    }

    @Override
    public String description() {
        return captures + " ScreenCaptures with default settings in one JVM";
    }

    @Override
    List<String> arguments(Screen screen) {
        return List.of("" + captures);
    }
}
