// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a program that measures prints, a figure or more a line. */
final class ProgramLines {

    private ProgramLines() {}

    /**
     * Runs it to its end; its errors go where this program's do.
     *
     * @param shown gets each line at once
     * @throws IOException if it cannot be started, or says that it has failed
     */
    static List<String> of(ProcessBuilder builder, Consumer<String> shown)
            throws IOException, InterruptedException {
        Process process = builder.redirectError(Redirect.INHERIT).start();
        List<String> all = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(line);
                shown.accept(line);
            }
            if (process.waitFor() != 0) {
                throw new IOException(
                        builder.command().get(0) + " has failed; its errors are above");
            }
        } finally {
            process.destroy();
        }
        return all;
    }
}
