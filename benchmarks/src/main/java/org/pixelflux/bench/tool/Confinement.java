// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the machine a tool may use.
 *
 * @param cpus its processors, as taskset reads them; empty for all
 * @param group the control group that it is put into; null for none
 */
public record Confinement(String cpus, Path group) {

    /** A tool may use all of it. */
    public static final Confinement NONE = new Confinement("", null);

    /** Its shell enters the group before it becomes the tool, so all of the tool is in it. */
    private static final String ENTER = "echo $$ >\"$0\" && exec \"$@\"";

    /** A tool's command, which is confined from the beginning. */
    List<String> of(List<String> command) {
        List<String> confined = new ArrayList<>();
        if (group != null) {
            String members = group.resolve("cgroup.procs").toString();
            confined.addAll(List.of("sh", "-c", ENTER, members));
        }
        if (!cpus.isEmpty()) {
            confined.addAll(List.of("taskset", "-c", cpus));
        }
        confined.addAll(command);
        return confined;
    }
}
