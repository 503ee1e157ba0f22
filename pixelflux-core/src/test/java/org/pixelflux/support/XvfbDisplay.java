// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Xvfb: can be resized up to the size that it began with. */
public final class XvfbDisplay extends DisplayServer {

    private XvfbDisplay(List<String> command) {
        super("screen", command);
    }

    /** Starts a server with one screen of that size, 24 bits deep; returns when it is ready. */
    public static XvfbDisplay start(int width, int height, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("Xvfb", "-screen", "0", width + "x" + height + "x24"));
        // Without -noreset the server forgets what was painted when its last client leaves.
        command.addAll(List.of("-nolisten", "tcp", "-noreset", "-s", "0"));
        command.addAll(List.of(arguments));
        return new XvfbDisplay(command);
    }

    /**
     * The same under a number that no server takes by itself, so that a test may end it and start
     * another one with its {@link #name()} while other tests start servers too.
     */
    public static XvfbDisplay startApart(int width, int height) {
        return start(width, height, ":" + ThreadLocalRandom.current().nextInt(10_000, 50_000));
    }
}
