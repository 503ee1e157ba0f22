// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page may say: {@code {"ping": number}}, {@code {"keyFrame": true}} or, with control,
 * {@code {"settings": {…}}}.
 *
 * @param ping any finite number, or null
 * @param keyFrame whether the page needs the whole picture, or null
 * @param settings what it wants to switch, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientMessage(
        @Nullable Double ping, @Nullable Boolean keyFrame, @Nullable ViewSettings settings) {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(ClientMessage.class);

    /** What the text says; empty if it cannot be read. The server then does nothing. */
    static Optional<ClientMessage> read(String text) {
        try {
            return Optional.ofNullable(JSON.readValue(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    boolean isPing() {
        return ping != null && Double.isFinite(ping);
    }

    boolean asksForKeyFrame() {
        return Boolean.TRUE.equals(keyFrame);
    }
}
