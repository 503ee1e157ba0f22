// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is logged to the standard error while this is open. */
public final class LoggedErrors implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    public LoggedErrors() {
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    /** How many lines have these words. */
    public long lines(String words) {
        return logged.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(words))
                .count();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
