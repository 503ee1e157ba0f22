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
        Optional<List<String>> options = options(name);
        if (options.isPresent()) {
            return options.map(PixelfluxTool::new);
        }
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** Another build in place of {@code pixelflux}; empty if that is not this project's name. */
    public static Optional<Tool> ofBuild(Build build, String name) {
        return options(name).map(options -> new PixelfluxTool(build, options));
    }

    /** The options behind this project's name; empty if it is another tool's. */
    private static Optional<List<String>> options(String name) {
        String prefix = PixelfluxTool.NAME + "?";
        if (name.startsWith(prefix)) {
            return Optional.of(List.of(name.substring(prefix.length()).split("&")));
        }
        return name.equals(PixelfluxTool.NAME) ? Optional.of(List.of()) : Optional.empty();
    }
}
