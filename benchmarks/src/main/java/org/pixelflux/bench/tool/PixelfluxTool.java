// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pixelflux.CaptureMode;

/** This project, through its public API. */
final class PixelfluxTool extends JvmTool {

    static final String NAME = "pixelflux";

    /** The program's name in every build. */
    static final String PROGRAM = "org.pixelflux.bench.tool.PixelfluxProgram";

    private final Predicate<CaptureMode> modes;
    private final String name;
    private final String origin;
    private final List<String> options;

    /**
     * With these options, each as {@code name=value}, and defaults for the others. One that begins
     * with a hyphen is a flag of the JVM.
     */
    PixelfluxTool(List<String> options) {
        super(PixelfluxProgram.class);
        this.modes = mode -> true;
        this.name = NAME;
        this.origin = "";
        this.options = List.copyOf(options);
    }

    /** The same of another build, by whose name it goes. */
    PixelfluxTool(Build build, List<String> options) {
        super(PROGRAM, build.jar().toString());
        this.modes = build::has;
        this.name = build.name();
        this.origin = "; " + build.description();
        this.options = List.copyOf(options);
    }

    @Override
    public String name() {
        return options.isEmpty() ? name : name + "?" + String.join("&", options);
    }

    @Override
    public String description() {
        String with = options.isEmpty() ? "default settings" : String.join(", ", options);
        return "FrameReader with " + with + origin;
    }

    @Override
    public boolean has(CaptureMode mode) {
        return modes.test(mode);
    }

    /** Of this build. */
    @Override
    public Optional<List<String>> pictures(Screen screen, CaptureMode mode) {
        if (!Tool.hasOneCodec(mode) || !origin.isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                java(
                        flags(),
                        System.getProperty("java.class.path"),
                        PicturesProgram.class.getName());
        command.addAll(List.of("" + screen.width(), "" + screen.height(), mode.name()));
        command.addAll(captureOptions());
        return Optional.of(command);
    }

    @Override
    public boolean captures(ScreenKind kind) {
        return true;
    }

    private static boolean isFlag(String option) {
        return option.startsWith("-");
    }

    @Override
    List<String> flags() {
        return options.stream().filter(PixelfluxTool::isFlag).toList();
    }

    private List<String> captureOptions() {
        return options.stream().filter(option -> !isFlag(option)).toList();
    }

    @Override
    List<String> arguments(Screen screen) {
        List<String> arguments = new ArrayList<>(List.of("1"));
        if (screen.kind() == ScreenKind.SWAY) {
            arguments.addAll(List.of("source=wayland", "display=" + screen.display()));
        }
        arguments.addAll(captureOptions());
        return arguments;
    }
}
