// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where figures were measured. */
public record Machine(String processor, int cores, String kernel, String system, String java) {

    public static Machine here() throws IOException {
        return new Machine(
                value(Path.of("/proc/cpuinfo"), "model name", ":"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                value(Path.of("/etc/os-release"), "PRETTY_NAME", "=").replace("\"", ""),
                Runtime.version().toString());
    }

    /** In one line. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Linux %s, %s, Java %s",
                processor,
                cores,
                kernel,
                system,
                java);
    }

    /** The load averages of the last 1, 5 and 15 minutes. */
    public static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return words[0] + " " + words[1] + " " + words[2];
    }

    private static String value(Path file, String name, String separator) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .orElse("unknown");
        }
    }
}
