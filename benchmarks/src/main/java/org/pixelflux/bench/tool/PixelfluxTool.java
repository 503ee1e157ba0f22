// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

/** This project, through its public API. */
final class PixelfluxTool extends JvmTool {

    PixelfluxTool() {
        super(PixelfluxProgram.class);
    }

    @Override
    public String name() {
        return "pixelflux";
    }

    @Override
    public String description() {
        return "ScreenCapture with default settings";
    }
}
