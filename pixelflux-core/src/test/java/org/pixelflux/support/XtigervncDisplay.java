// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * TigerVNC's X server, to which no viewer of another user can connect: can be resized to any size.
 */
public final class XtigervncDisplay extends DisplayServer {

    /** Without any way for viewers, newer servers than 1.12 do not start. */
    private final Path socket;

    private XtigervncDisplay(Path socket, List<String> command) {
        super("VNC-0", command);
        this.socket = socket;
    }

    /** Starts a server with one screen of that size, 24 bits deep; returns when it is ready. */
    public static XtigervncDisplay start(int width, int height) {
        Path socket = Path.of(System.getProperty("java.io.tmpdir"), "vnc-" + UUID.randomUUID());
        return new XtigervncDisplay(
                socket,
                List.of(
                        "Xtigervnc",
                        "-nolisten",
                        "tcp",
                        "-noreset",
                        "-rfbport",
                        "-1",
                        "-rfbunixpath",
                        socket.toString(),
                        "-SecurityTypes",
                        "None",
                        "-depth",
                        "24",
                        "-geometry",
                        width + "x" + height));
    }

    /** Also removes what the server would have removed. */
    @Override
    public void kill() {
        super.kill();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
