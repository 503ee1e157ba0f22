// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.ArrayList;
import java.util.List;

/** This project, through its public API. */
final class PixelfluxTool extends JvmTool {

    static final String NAME = "pixelflux";

    private final List<String> options;

    /** With these options, each as {@code name=value}, and defaults for the others. */
    PixelfluxTool(List<String> options) {
        super(PixelfluxProgram.class);
        this.options = List.copyOf(options);
    }

    @Override
    public String name() {
        return options.isEmpty() ? NAME : NAME + "?" + String.join("&", options);
    }

    @Override
    public String description() {
        return options.isEmpty()
                ? "FrameReader with default settings"
                : "FrameReader with " + String.join(", ", options);
    }

    @Override
    List<String> arguments(Screen screen) {
        List<String> arguments = new ArrayList<>(List.of("1"));
        arguments.addAll(options);
        return arguments;
    }
}
