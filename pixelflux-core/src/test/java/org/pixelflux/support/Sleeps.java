// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;

/**
 * How often threads went to sleep, so how often something woke them, as the kernel counts it. A
 * busy machine makes that no more, other than their processor time.
 */
public final class Sleeps {

    private Sleeps() {}

    /** Of the calling thread. */
    private static long ofThisThread() {
        return of(Path.of("/proc/thread-self"));
    }

    /** Of the calling thread, which reads, in so long a time in which the screen is still. */
    public static long whileNothingChanges(FrameReader capture, Duration time) {
        Frame frame;
        long before;
        do { // what was painted before
            before = ofThisThread();
            frame = capture.next(time);
        } while (!frame.isEmpty());
        return ofThisThread() - before;
    }

    /**
     * Of all threads of a process with such a name, of which the kernel knows 15 characters.
     *
     * @throws IllegalStateException if there is none
     */
    public static long of(long pid, Predicate<String> name) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            List<Path> threads = tasks.filter(task -> name.test(nameOf(task))).toList();
            if (threads.isEmpty()) {
                throw new IllegalStateException("process " + pid + " has no such thread");
            }
            return threads.stream().mapToLong(Sleeps::of).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    private static long of(Path task) {
        try (Stream<String> status = Files.lines(task.resolve("status"))) {
            return status.filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
