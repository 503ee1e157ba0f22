// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * What a page may say: {@code {"ping": number}}, {@code {"keyFrame": true}}, {@code {"refresh":
 * {"epoch": number, "frame": number}}} or, with control, {@code {"settings": {…}}}.
 *
 * @param ping any finite number, or null
 * @param keyFrame whether the page needs the whole picture, or null
 * @param refresh the last frame in mode mixed that the page is whole as of, if it lacks what
 *     followed, or null
 * @param settings what it wants to switch, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientMessage(
        @Nullable Double ping,
        @Nullable Boolean keyFrame,
        @Nullable Refresh refresh,
        @Nullable ViewSettings settings) {

    /** The largest of the integers that a script's numbers tell from their neighbours. */
    private static final long LARGEST = (1L << 53) - 1;

    /** A frame; one without both numbers, each 0 to 2^53 - 1, says nothing. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refresh(@Nullable Long epoch, @Nullable Long frame) {

        Optional<FrameNumber> since() {
            if (epoch == null || frame == null || !isPossible(epoch) || !isPossible(frame)) {
                return Optional.empty();
            }
            return Optional.of(new FrameNumber(epoch, frame));
        }

        private static boolean isPossible(long number) {
            return number >= 0 && number <= LARGEST;
        }
    }

    private static final ObjectReader JSON =
            new ObjectMapper()
                    .readerFor(ClientMessage.class)
                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

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

    /** Since which frame the page needs a refresh, if it says so. */
    Optional<FrameNumber> asksForRefresh() {
        return Optional.ofNullable(refresh).flatMap(Refresh::since);
    }

    boolean asksForKeyFrame() {
        return Boolean.TRUE.equals(keyFrame);
    }
}
