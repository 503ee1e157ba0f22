// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.file.Files;
import java.util.Map;

/** The Wayland compositor mutter without a monitor and without a portal, for one test. */
public final class MutterDisplay implements AutoCloseable {

    private static final String SOCKET = "wayland-mutter";

    private final SessionPrograms session = new SessionPrograms(Map.of());
    private final Process process;

    private MutterDisplay(int width, int height) {
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

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        session.close();
    }
}
