// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code benchmarks/run page-cost} and {@code page-latency} ask for, and what they get. */
final class PageFigures {

    /** How often everything is measured, in turns. */
    static final int ROUNDS = Integer.getInteger("page.rounds", 5);

    private PageFigures() {}

    /** Writes them as JSON to the file that the property {@code page.figures} names, if it does. */
    static void write(Object figures) throws IOException {
        String file = System.getProperty("page.figures", "");
        if (!file.isEmpty()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(Path.of(file).toFile(), figures);
        }
    }
}
