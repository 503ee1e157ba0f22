// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * What is captured: all of a display's screen.
 *
 * @param kind what shows it
 * @param display such as {@code :7}, or the path of a compositor's socket
 * @param cpus the processors that the tool may use, as taskset reads them; empty for all
 */
public record Screen(ScreenKind kind, String display, int width, int height, String cpus) {

    /** Of an X server, for tools that may use all processors. */
    public Screen(String display, int width, int height) {
        this(ScreenKind.XVFB, display, width, height, "");
    }

    /** A tool's command, which keeps to its processors from the beginning. */
    List<String> confined(List<String> command) {
        if (cpus.isEmpty()) {
            return command;
        }
        List<String> confined = new ArrayList<>(List.of("taskset", "-c", cpus));
        confined.addAll(command);
        return confined;
    }
}
