// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;

/** Names a screen among those of many machines. */
final class Session {

    private Session() {}

    /**
     * As X names a display from another machine, {@code host:1}; for the synthetic picture it is
     * the host.
     */
    static String nameOf(CaptureSettings settings) {
        String display = settings.source() == Source.SYNTHETIC ? "" : displayOf(settings);
        return display.isEmpty() || display.startsWith(":") ? host() + display : display;
    }

    private static String displayOf(CaptureSettings settings) {
        String usual = System.getenv().getOrDefault("DISPLAY", "");
        return settings.display().isEmpty() ? usual : settings.display();
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
