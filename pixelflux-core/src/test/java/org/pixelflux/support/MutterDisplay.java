// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The Wayland compositor mutter without a monitor and without a portal, for one test. */
public final class MutterDisplay implements AutoCloseable {

    private static final String SOCKET = "wayland-mutter";

    /** Turns its only monitor by a quarter, whose mode is the argument. */
    private static final String TURN =
            "call() { gdbus call --address \"$1\" --dest org.gnome.Mutter.DisplayConfig"
                    + " --object-path /org/gnome/Mutter/DisplayConfig"
                    + " --method org.gnome.Mutter.DisplayConfig.\"${@:2}\"; };"
                    + " state=$(call \"$1\" GetCurrentState);"
                    + " serial=$(sed -E 's/^.uint32 ([0-9]+).*/\\1/' <<<\"$state\");"
                    + " call \"$1\" ApplyMonitorsConfig \"$serial\" 1"
                    + " \"[(0, 0, 1.0, uint32 1, true, [('Meta-0', '$2', {})])]\" {}";

    private final SessionPrograms session = new SessionPrograms(Map.of());
    private final Process process;
    private final String mode;

    private MutterDisplay(int width, int height) {
        mode = width + "x" + height + "@60.000";
        try {
            process =
                    session.start(
                            "mutter",
                            "--headless",
                            "--wayland",
                            "--no-x11",
                            "--wayland-display=" + SOCKET,
                            "--virtual-monitor=" + width + "x" + height);
            session.await("mutter", () -> Files.exists(session.file(SOCKET)));
            session.awaitName("org.gnome.Mutter.ScreenCast");
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Starts one with a virtual monitor of that size; returns when it is ready. */
    public static MutterDisplay start(int width, int height) {
        return new MutterDisplay(width, height);
    }

    /** The path of the socket for its clients. */
    public String name() {
        return session.file(SOCKET).toString();
    }

    /** The address of its session bus. */
    public String bus() {
        return session.bus();
    }

    /** Turns its monitor by a quarter, so that the picture is as wide as it was high. */
    public void turn() {
        List<String> command = List.of("bash", "-c", TURN, "bash", bus(), mode);
        if (TestSystem.finish(command, Map.of()) != 0) {
            throw new IllegalStateException("mutter does not turn its monitor");
        }
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        session.close();
    }
}
