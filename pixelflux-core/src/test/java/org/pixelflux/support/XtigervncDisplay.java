// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.List;

/** TigerVNC's X server, to which no viewer can connect: can be resized to any size. */
public final class XtigervncDisplay extends DisplayServer {

    private XtigervncDisplay(List<String> command) {
        super("VNC-0", command);
    }

    /** Starts a server with one screen of that size, 24 bits deep; returns when it is ready. */
    public static XtigervncDisplay start(int width, int height) {
        return new XtigervncDisplay(
                List.of(
                        "Xtigervnc",
                        "-nolisten",
                        "tcp",
                        "-noreset",
                        "-rfbport",
                        "-1",
                        "-SecurityTypes",
                        "None",
                        "-depth",
                        "24",
                        "-geometry",
                        width + "x" + height));
    }
}
