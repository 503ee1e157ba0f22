// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** How much memory of a process is in RAM. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /** In MiB; shared pages count in full. */
    public static double mebibytes(long pid) throws IOException {
        return parse(Files.readAllLines(ProcessorTime.PROC.resolve(pid + "/status"))) / 1024.0;
    }

    /** KiB, from the lines of /proc/PID/status. */
    static long parse(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no VmRSS in " + status));
    }
}
