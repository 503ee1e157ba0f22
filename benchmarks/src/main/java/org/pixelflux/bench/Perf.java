// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The profiler of Linux, which looks at what a processor does so many times a second. */
final class Perf {

    /** Not a round number, so that it does not keep step with what happens in round ones. */
    static final int SAMPLES_A_SECOND = 1999;

    private Perf() {}

    /** Says what keeps it from profiling programs and the kernel; empty if nothing does. */
    static Optional<String> missing() throws IOException, InterruptedException {
        Path file = Files.createTempFile("pixelflux-", ".perf");
        try {
            run("perf", "record", "-e", "cpu-clock", "-o", "" + file, "--", "true");
            // It goes on without the kernel where it may not look into that.
            if (run("perf", "evlist", "-i", "" + file).contains("cpu-clock")) {
                return Optional.empty();
            }
            return Optional.of(
                    "perf may not look into the kernel: be root, or set kernel.perf_event_paranoid"
                            + " to 1 or less");
        } catch (IOException e) {
            return Optional.of(
                    e.getMessage()
                            + "\nperf comes with Debian's package linux-perf; who is not root may"
                            + " have to set kernel.perf_event_paranoid to 1 or less");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Profiles a running program with all its threads: a line for each file of which code ran, with
     * the number of samples before it, among comments.
     */
    static List<String> byLibrary(long pid, int seconds) throws IOException, InterruptedException {
        Path file = Files.createTempFile("pixelflux-", ".perf");
        try {
            run(
                    "perf",
                    "record",
                    "-F",
                    "" + SAMPLES_A_SECOND,
                    "-e",
                    "cpu-clock",
                    "-p",
                    "" + pid,
                    "-o",
                    "" + file,
                    "--",
                    "sleep",
                    "" + seconds);
            return run(
                    "perf",
                    "report",
                    "-i",
                    "" + file,
                    "--stdio",
                    "--sort",
                    "dso",
                    "-F",
                    "sample,dso",
                    "-t",
                    ",");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        return ProgramLines.of(new ProcessBuilder(command), line -> {});
    }
}
