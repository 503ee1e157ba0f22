// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.pixelflux.bench.ResidentMemory;

/**
 * What a process holds of the machine at one time.
 *
 * @param seconds since the beginning
 * @param segments SysV shared memory that it has made and that is still there
 */
record HeldResources(
        double seconds, double residentMebibytes, long threads, long descriptors, long segments) {

    private static final Path PROC = Path.of("/proc");

    static HeldResources of(long pid, double seconds) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        return new HeldResources(
                seconds,
                ResidentMemory.mebibytes(pid),
                entries(process.resolve("task")),
                entries(process.resolve("fd")),
                segments(pid));
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static long segments(long pid) throws IOException {
        String creator = Long.toString(pid);
        try (Stream<String> segments = Files.lines(PROC.resolve("sysvipc/shm"))) {
            return segments.filter(line -> line.strip().split(" +")[4].equals(creator)).count();
        }
    }
}
