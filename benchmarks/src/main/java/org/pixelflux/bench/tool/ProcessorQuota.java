// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A control group whose processes together get a share of a core, as a container with a limit does;
 * of cgroup v2, or of v1's controller cpu.
 */
public final class ProcessorQuota implements AutoCloseable {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /** In microseconds, the kernel's usual one. */
    private static final int PERIOD = 100_000;

    private static final int END_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 20;

    private final Path group;

    private ProcessorQuota(Path group) {
        this.group = group;
        // Who ends a measurement leaves no group behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Says why this process cannot make such a group; empty if it can. */
    public static Optional<String> missing() {
        return missing(ROOT);
    }

    static Optional<String> missing(Path root) {
        return Files.isWritable(parent(root))
                ? Optional.empty()
                : Optional.of("no control group for a quota can be made in " + parent(root));
    }

    private static boolean isSecondVersion(Path root) {
        return Files.exists(root.resolve("cgroup.controllers"));
    }

    private static Path parent(Path root) {
        return isSecondVersion(root) ? root : root.resolve("cpu");
    }

    /**
     * @param percent of one core
     * @throws IOException if {@link #missing} says why, or the kernel refuses
     */
    public static ProcessorQuota of(int percent) throws IOException {
        return of(ROOT, percent);
    }

    static ProcessorQuota of(Path root, int percent) throws IOException {
        Path group = parent(root).resolve("pixelflux-benchmarks-" + ProcessHandle.current().pid());
        Files.createDirectory(group);
        try {
            int quota = PERIOD / 100 * percent;
            if (isSecondVersion(root)) {
                Files.writeString(root.resolve("cgroup.subtree_control"), "+cpu");
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), "" + PERIOD);
                Files.writeString(group.resolve("cpu.cfs_quota_us"), "" + quota);
            }
        } catch (IOException e) {
            Files.delete(group);
            throw e;
        }
        return new ProcessorQuota(group);
    }

    public Path group() {
        return group;
    }

    /**
     * Waits until the group is empty, which it is soon after its processes were ended; idempotent.
     */
    @Override
    public void close() {
        for (int waited = 0; ; waited += PAUSE_MILLIS) {
            try {
                Files.deleteIfExists(group);
                return;
            } catch (IOException e) {
                if (waited >= END_MILLIS) {
                    throw new UncheckedIOException(e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
