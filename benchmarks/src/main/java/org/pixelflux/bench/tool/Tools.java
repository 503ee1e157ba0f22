// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;

/** All that are compared. */
public final class Tools {

    /** The one that the others are compared with, first. */
    public static final List<Tool> ALL =
            List.of(
                    new PixelfluxTool(List.of()),
                    new PollingTool(),
                    new Ffmpeg(),
                    new GStreamer(),
                    new VncTool(),
                    new JavaCvTool(),
                    new RobotTool());

    private Tools() {}

    /**
     * The tool with that name, if there is one. {@code pixelflux?name=value&name=value} is this
     * project with these options, which are not checked before it starts.
     */
    public static Optional<Tool> named(String name) {
        String options = PixelfluxTool.NAME + "?";
        if (name.startsWith(options)) {
            return Optional.of(
                    new PixelfluxTool(List.of(name.substring(options.length()).split("&"))));
        }
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
