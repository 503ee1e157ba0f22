// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system whose desktop programs a test runs: this one, or with the environment variable
 * PIXELFLUX_SWAY_ROOT that of another directory, which {@code .ci/newer-sway} makes. The latter
 * needs root.
 */
public final class TestSystem {

    /** The tag of tests whose desktop is none that the build installs. */
    public static final String DESKTOP = "desktop";

    private static final @Nullable String ROOT = System.getenv("PIXELFLUX_SWAY_ROOT");

    /** Runs the words behind a "--" in that system, which sees the directories before it. */
    private static final String IN_CHROOT =
            "set -e; root=$1; shift; mount -t proc proc $root/proc; mount --rbind /dev $root/dev;"
                    + " while [ $1 != -- ]; do mkdir -p $root$1; mount --bind $1 $root$1; shift; done;"
                    + " shift; exec chroot $root \"$@\"";

    private TestSystem() {}

    /**
     * The command that runs a program of that system.
     *
     * @param shared directories that it sees under the same names
     */
    static List<String> command(List<Path> shared, List<String> program) {
        List<String> command = new ArrayList<>();
        if (ROOT != null) {
            command.addAll(List.of("unshare", "-m", "--propagation", "private", "bash", "-c"));
            command.addAll(List.of(IN_CHROOT, "bash", ROOT));
            shared.forEach(directory -> command.add(directory.toString()));
            command.add("--");
        }
        command.addAll(program);
        return command;
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Runs a program of this system to its end. */
    static int finish(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
