// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/** wayvnc, with TigerVNC's viewer as its client, as {@link VncTool} has it. */
final class WayVnc implements Tool {

    @Override
    public String name() {
        return "wayvnc";
    }

    @Override
    public String description() {
        return Programs.output("wayvnc", "--version")
                .lines()
                .filter(line -> line.startsWith("wayvnc"))
                .findFirst()
                .orElse("wayvnc")
                .strip();
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("wayvnc", VncSession.VIEWER);
    }

    @Override
    public boolean captures(ScreenKind kind) {
        return kind == ScreenKind.SWAY;
    }

    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.JPEG;
    }

    @Override
    public boolean countsFrames() {
        return false;
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        return new VncSession(
                port ->
                        List.of(
                                "wayvnc",
                                "--disable-input",
                                "--max-fps=" + FPS,
                                "127.0.0.1",
                                "" + port),
                screen);
    }
}
