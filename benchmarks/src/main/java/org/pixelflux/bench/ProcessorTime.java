// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The processor time that a process has used, in nanoseconds. The kernel's scheduler counts it per
 * thread; utime and stime of /proc/PID/stat and the JVM's own figure count in steps of 10 ms, too
 * coarse here.
 */
public final class ProcessorTime {

    /** Of a process that has not begun. */
    static final ProcessorTime NONE = new ProcessorTime(Map.of());

    static final Path PROC = Path.of("/proc");

    private final Map<String, Long> nanosByThread;

    private ProcessorTime(Map<String, Long> nanosByThread) {
        this.nanosByThread = nanosByThread;
    }

    static ProcessorTime of(long pid) {
        return of(PROC, pid);
    }

    /**
     * Of some threads only.
     *
     * @param name of a thread, its first 15 characters
     */
    static ProcessorTime of(long pid, Predicate<String> name) {
        return of(PROC, pid, thread -> name.test(Files.readString(thread.resolve("comm")).strip()));
    }

    static ProcessorTime of(Path proc, long pid) {
        return of(proc, pid, thread -> true);
    }

    /** What may find that a thread has ended. */
    private interface Choice {
        boolean test(Path thread) throws IOException;
    }

    private static ProcessorTime of(Path proc, long pid, Choice wanted) {
        Map<String, Long> nanos = new HashMap<>();
        Path tasks = proc.resolve(Long.toString(pid)).resolve("task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                try {
                    if (!wanted.test(thread)) {
                        continue;
                    }
                    String text = Files.readString(thread.resolve("schedstat"));
                    nanos.put(thread.getFileName().toString(), Long.valueOf(text.split(" ", 2)[0]));
                } catch (IOException e) {
                    // The thread has ended since the directory was read.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (nanos.isEmpty()) {
            throw new IllegalStateException(
                    "no such thread, or this kernel has no schedstat, below " + tasks);
        }
        return new ProcessorTime(nanos);
    }

    public static ProcessorTime ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** Nanoseconds used since then by the threads that are alive now. */
    public long since(ProcessorTime earlier) {
        long sum = 0;
        for (Map.Entry<String, Long> thread : nanosByThread.entrySet()) {
            sum += thread.getValue() - earlier.nanosByThread.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}
