// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processor time that a process and all below it use from now on, added up sample by sample:
 * what a thread that has ended used after the last sample is lost, so take one every second or so.
 */
final class ProcessTree {

    private final Path proc;
    private final long root;
    private Map<Long, ProcessorTime> last;
    private long nanos;

    ProcessTree(long root) {
        this(ProcessorTime.PROC, root);
    }

    ProcessTree(Path proc, long root) {
        this.proc = proc;
        this.root = root;
        this.last = read();
    }

    /** Adds what has been used since the last sample; returns the sum, in nanoseconds. */
    long sample() {
        Map<Long, ProcessorTime> now = read();
        now.forEach((pid, time) -> nanos += time.since(last.getOrDefault(pid, ProcessorTime.NONE)));
        last = now;
        return nanos;
    }

    private Map<Long, ProcessorTime> read() {
        Map<Long, ProcessorTime> times = new HashMap<>();
        for (long pid : pids()) {
            try {
                times.put(pid, ProcessorTime.of(proc, pid));
            } catch (UncheckedIOException e) {
                // It has ended since it was found.
                if (pid == root) {
                    throw e;
                }
            }
        }
        return times;
    }

    /** The process and all below it, as they are now. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>(List.of(root));
        for (int i = 0; i < pids.size(); i++) {
            pids.addAll(children(pids.get(i)));
        }
        return pids;
    }

    private List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        Path tasks = proc.resolve(Long.toString(pid)).resolve("task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                children.addAll(childrenOfThread(thread));
            }
        } catch (IOException e) {
            // The process has ended since it was found.
        }
        return children;
    }

    private static List<Long> childrenOfThread(Path thread) {
        try {
            return Stream.of(Files.readString(thread.resolve("children")).strip().split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            // The thread has ended since it was found.
            return List.of();
        }
    }
}
