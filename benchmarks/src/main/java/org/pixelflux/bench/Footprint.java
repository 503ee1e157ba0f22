// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a tool holds while it works, with all its processes.
 *
 * @param residentMebibytes pages that processes share count for each
 * @param firstOutputMillis from before its start until something had come out; null if nothing did
 */
public record Footprint(double residentMebibytes, int threads, Double firstOutputMillis) {

    /** Of a process and all below it. */
    static Footprint of(long root, Double firstOutputMillis) throws IOException {
        double mebibytes = 0;
        int threads = 0;
        for (long pid : new ProcessTree(root).pids()) {
            mebibytes += ResidentMemory.mebibytes(pid);
            try (Stream<Path> tasks = Files.list(ProcessorTime.PROC.resolve(pid + "/task"))) {
                threads += (int) tasks.count();
            }
        }
        return new Footprint(mebibytes, threads, firstOutputMillis);
    }
}
