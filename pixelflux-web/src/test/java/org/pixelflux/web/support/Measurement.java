// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code benchmarks/run} asks of a test that measures, and what it gets. */
public final class Measurement {

    /** How often everything is measured, in turns. */
    public static final int ROUNDS = Integer.getInteger("measured.rounds", 5);

    private Measurement() {}

    /**
     * Writes figures as JSON to the file that the property {@code measured.figures} names, if it
     * does.
     */
    public static void write(Object figures) throws IOException {
        String file = System.getProperty("measured.figures", "");
        if (!file.isEmpty()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(Path.of(file).toFile(), figures);
        }
    }
}
