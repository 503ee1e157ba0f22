// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelflux.CaptureMode;

/**
 * xpra, which shadows a display for its own client on another one; encodings as it chooses them.
 * Only the server is measured.
 */
final class Xpra implements Tool {

    private static final String NAME = "xpra";

    /** What neither side needs to show a screen. */
    private static final List<String> NO_MORE =
            List.of(
                    "--notifications=no",
                    "--pulseaudio=no",
                    "--speaker=disabled",
                    "--microphone=disabled",
                    "--webcam=no",
                    "--clipboard=no",
                    "--printing=no",
                    "--file-transfer=no",
                    "--tray=no",
                    "--mdns=no",
                    "--opengl=no",
                    "--mmap=no"); // it would hand pixels over in shared memory

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return Programs.firstLine(Programs.output(NAME, "--version"));
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing(NAME);
    }

    /** It chooses for each part of the screen; its line stands beside those of VNC. */
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
        return new ViewedServer(port -> server(screen, port), Xpra::viewer, screen);
    }

    private static List<String> server(Screen screen, int port) {
        return with(
                List.of(
                        NAME,
                        "shadow",
                        screen.display(),
                        "--bind-tcp=127.0.0.1:" + port,
                        "--daemon=no",
                        "--systemd-run=no",
                        "--exit-with-client=no"));
    }

    private static List<String> viewer(String display, int port) {
        return with(List.of(NAME, "attach", "tcp://127.0.0.1:" + port + "/", "--encoding=auto"));
    }

    private static List<String> with(List<String> command) {
        return Stream.concat(command.stream(), NO_MORE.stream()).toList();
    }
}
