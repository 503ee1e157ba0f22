// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that are compared, each with those that capture the same kind of screen. */
public final class Tools {

    /**
     * The one that the others are compared with, first; without the original, which is fetched from
     * PyPI when somebody asks for it by name.
     */
    public static final List<Tool> ALL =
            List.of(
                    new PixelfluxTool(List.of()),
                    new PollingTool(),
                    new Ffmpeg(),
                    new GStreamer(),
                    new VncTool(),
                    new X11Vnc(),
                    new Xpra(),
                    new JavaCvTool(),
                    new RobotTool(),
                    new WfRecorder(),
                    new WayVnc());

    /** Peers that encode as often as they are told, whatever changes. */
    private static final Pattern RATED = Pattern.compile("(ffmpeg|gstreamer)\\?fps=([1-9][0-9]?)");

    private Tools() {}

    /** Those that capture what that shows. */
    public static List<Tool> of(ScreenKind kind) {
        return ALL.stream().filter(tool -> tool.captures(kind)).toList();
    }

    /**
     * The tool with that name, if there is one. {@code pixelflux?name=value&name=value} is this
     * project with these options, and {@code original?name=value} the original with these settings;
     * they are not checked before it starts. {@code ffmpeg?fps=30} asks a peer for another rate
     * than the usual one.
     */
    public static Optional<Tool> named(String name) {
        Optional<List<String>> options = options(PixelfluxTool.NAME, name);
        if (options.isPresent()) {
            return options.map(PixelfluxTool::new);
        }
        options = options(OriginalTool.NAME, name);
        if (options.isPresent()) {
            return options.map(OriginalTool::new);
        }
        Matcher rated = RATED.matcher(name);
        if (rated.matches()) {
            int fps = Integer.parseInt(rated.group(2));
            return Optional.of(
                    rated.group(1).equals("ffmpeg") ? new Ffmpeg(fps) : new GStreamer(fps));
        }
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** Another build in place of {@code pixelflux}; empty if that is not this project's name. */
    public static Optional<Tool> ofBuild(Build build, String name) {
        return options(PixelfluxTool.NAME, name).map(options -> new PixelfluxTool(build, options));
    }

    /** The options behind a tool's name; empty if it is another tool's. */
    private static Optional<List<String>> options(String tool, String name) {
        String prefix = tool + "?";
        if (name.startsWith(prefix)) {
            return Optional.of(List.of(name.substring(prefix.length()).split("&")));
        }
        return name.equals(tool) ? Optional.of(List.of()) : Optional.empty();
    }
}
