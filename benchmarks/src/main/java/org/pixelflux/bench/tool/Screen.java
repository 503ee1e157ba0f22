// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * What is captured: all of a display's screen.
 *
 * @param display such as {@code :7}
 * @param cpus the processors that the tool may use, as taskset reads them; empty for all
 */
public record Screen(String display, int width, int height, String cpus) {

    /** For tools that may use all processors. */
    public Screen(String display, int width, int height) {
        this(display, width, height, "");
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
