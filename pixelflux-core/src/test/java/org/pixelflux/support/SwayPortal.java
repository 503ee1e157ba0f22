// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The session of a desktop whose compositor is sway, with xdg-desktop-portal and its backend for
 * wlroots, which is told to share an output without a dialog.
 */
public final class SwayPortal implements AutoCloseable {

    private final SessionPrograms session;

    /** Starts one for this compositor, which lives longer. */
    public SwayPortal(SwayDisplay sway) {
        Map<String, String> environment = new HashMap<>(sway.environment());
        environment.remove("XDG_RUNTIME_DIR");
        environment.put("WAYLAND_DISPLAY", sway.name());
        environment.put("XDG_CURRENT_DESKTOP", "sway");
        session = new SessionPrograms(environment, Path.of(sway.name()).getParent());
        try {
            write(
                    "xdg-desktop-portal-wlr/config",
                    "[screencast]\noutput_name=" + SwayDisplay.OUTPUT + "\nchooser_type=none\n");
            write("xdg-desktop-portal/portals.conf", "[preferred]\ndefault=wlr\n");
            session.start("/usr/libexec/xdg-permission-store");
            session.awaitName("org.freedesktop.impl.portal.PermissionStore");
            session.start("/usr/libexec/xdg-desktop-portal-wlr");
            session.awaitName("org.freedesktop.impl.portal.desktop.wlr");
            session.start("/usr/libexec/xdg-desktop-portal");
            session.awaitName("org.freedesktop.portal.Desktop");
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void write(String name, String text) {
        try {
            Path file = session.file(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of its session bus. */
    public String bus() {
        return session.bus();
    }

    @Override
    public void close() {
        session.close();
    }
}
