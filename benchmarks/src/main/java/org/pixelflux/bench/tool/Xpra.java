// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** xpra, which shadows a display for its own client; encodings as it chooses them. */
final class Xpra extends ShownServer {

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

    @Override
    List<String> command(Screen screen, int port) {
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

    @Override
    List<String> viewer(String display, int port) {
        return with(List.of(NAME, "attach", "tcp://127.0.0.1:" + port + "/", "--encoding=auto"));
    }

    private static List<String> with(List<String> command) {
        return Stream.concat(command.stream(), NO_MORE.stream()).toList();
    }
}
