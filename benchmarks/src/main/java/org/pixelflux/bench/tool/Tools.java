// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;

/** All that are compared. */
public final class Tools {

    /** The one that the others are compared with, first. */
    public static final List<Tool> ALL =
            List.of(
                    new PixelfluxTool(),
                    new Ffmpeg(),
                    new GStreamer(),
                    new VncTool(),
                    new JavaCvTool(),
                    new RobotTool());

    private Tools() {}

    /** The tool with that name, if there is one. */
    public static Optional<Tool> named(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
