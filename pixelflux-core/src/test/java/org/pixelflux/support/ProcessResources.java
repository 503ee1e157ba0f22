// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What this process holds of the kernel, by /proc, without what the JVM takes as it likes. */
public record ProcessResources(
        List<String> descriptors, List<String> threads, List<String> sharedMemory) {

    /** What is held now. */
    public static ProcessResources now() {
        return new ProcessResources(
                // Files are left out: class loading opens jars at any time.
                entries(
                        "/proc/self/fd",
                        fd -> Files.readSymbolicLink(fd).toString().replaceAll("[0-9]+", "N"),
                        target -> !target.startsWith("/") || target.startsWith("/memfd")),
                // The JVM starts and ends compiler and collector threads by load. Cleaners of class
                // loaders end at some collection, reapers of processes after a minute; JavaCPP's
                // and
                // Java2D's threads begin with the first decoder and picture.
                entries(
                        "/proc/self/task",
                        task -> Files.readString(task.resolve("comm")).strip(),
                        name ->
                                !name.matches(
                                        "(C[12] |GC |G1 |VM |Sweeper|Common-|Attach|JVMCI"
                                                + "|Cleaner-|process reaper|JavaCPP|Java2D).*")),
                heldSegments());
    }

    /** Files in memory that captures have made and the process with this number has mapped. */
    public static List<String> memoryFilesOf(long pid) {
        try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
            return maps.filter(ProcessResources::isMemoryFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMemoryFile(String map) {
        return map.contains("/memfd:pixelflux");
    }

    /**
     * Files in memory that this process has mapped, and SysV segments that it has mapped, or made
     * and not marked for removal. One that is marked and mapped only by the X server goes as soon
     * as that notices.
     */
    private static List<String> heldSegments() {
        String pid = String.valueOf(ProcessHandle.current().pid());
        try (Stream<String> segments = Files.lines(Path.of("/proc/sysvipc/shm"));
                Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return Stream.concat(
                            segments.map(line -> line.strip().split(" +"))
                                    .filter(words -> words[4].equals(pid) && !isMarked(words[2]))
                                    .map(words -> String.join(" ", words)),
                            maps.filter(line -> line.contains("/SYSV") || isMemoryFile(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarked(String octalPermissions) {
        int marked = 01000;
        return (Integer.parseInt(octalPermissions, 8) & marked) != 0;
    }

    private interface Reader {
        String read(Path entry) throws IOException;
    }

    private static List<String> entries(String directory, Reader reader, Predicate<String> wanted) {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.map(
                            entry -> {
                                try {
                                    return reader.read(entry);
                                } catch (IOException e) {
                                    // Ended since it was listed.
                                    return "/gone";
                                }
                            })
                    .filter(name -> !name.equals("/gone") && wanted.test(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
