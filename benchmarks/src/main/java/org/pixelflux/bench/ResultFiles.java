// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Results as JSON. */
public final class ResultFiles {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultFiles() {}

    public static void write(Path file, Object result) throws IOException {
        MAPPER.writeValue(file.toFile(), result);
    }

    public static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }

    /** What {@link #write} wrote of such a value. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.toFile(), type);
    }

    /**
     * What {@link #write} wrote of such values; a field that an older file has not is null or 0.
     *
     * @throws IllegalArgumentException if a value has another form
     */
    public static <T> List<T> values(List<JsonNode> written, Class<T> type) {
        return written.stream().map(value -> MAPPER.convertValue(value, type)).toList();
    }
}
