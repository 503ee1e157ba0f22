// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.OptionWord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the headers of a message choose, where the option allowControlHeaders lets them, else what
 * the options of the endpoint say. Any thread.
 */
final class ControlHeaders {

    /**
     * @param captureId null if none is named
     * @param pictureFormat of a snapshot
     * @param settings of an update, by the names of their options
     */
    record Control(
            PixelfluxOperation operation,
            @Nullable String captureId,
            PictureBody pictureFormat,
            Map<String, Object> settings) {}

    private static final Logger LOG = LoggerFactory.getLogger(PixelfluxProducer.class);

    private static final String FORMER_PICTURE_FORMAT = "CamelPixelfluxSnapshotFormat";

    private static final List<String> NAMES =
            List.of(
                    PixelfluxConstants.OPERATION,
                    PixelfluxConstants.CAPTURE_ID,
                    PixelfluxConstants.PICTURE_FORMAT,
                    FORMER_PICTURE_FORMAT);

    private final PixelfluxEndpoint endpoint;
    private final AtomicBoolean warned = new AtomicBoolean();

    ControlHeaders(PixelfluxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Leaves the message as it is.
     *
     * @throws IllegalArgumentException if a header that is allowed cannot be read, or nothing says
     *     which operation is meant
     */
    Control read(Message message) {
        Map<String, Object> headers = headers(message);
        if (!headers.isEmpty() && !endpoint.isAllowControlHeaders()) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "{} ignores the headers {} of messages: they choose what is done only with"
                                + " allowControlHeaders=true",
                        endpoint,
                        headers.keySet());
            }
            headers = Map.of();
        }
        if (headers.containsKey(FORMER_PICTURE_FORMAT)) {
            throw new IllegalArgumentException(
                    FORMER_PICTURE_FORMAT
                            + ": is not read any more, "
                            + PixelfluxConstants.PICTURE_FORMAT
                            + " has taken its place");
        }
        return new Control(
                operation(headers),
                text(headers, PixelfluxConstants.CAPTURE_ID, endpoint.getCaptureId()),
                Objects.requireNonNullElse(
                        word(headers, PixelfluxConstants.PICTURE_FORMAT, PictureBody.class),
                        endpoint.getPictureFormat()),
                settings(headers));
    }

    /** Takes them off the message, which may go on to another step of this component. */
    void consume(Message message) {
        if (endpoint.isAllowControlHeaders()) {
            headers(message).keySet().forEach(message::removeHeader);
        }
    }

    private static Map<String, Object> headers(Message message) {
        Map<String, Object> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (isSetting(name)
                                    || NAMES.stream().anyMatch(name::equalsIgnoreCase)) {
                                found.put(name, value);
                            }
                        });
        return found;
    }

    private static boolean isSetting(String header) {
        String prefix = PixelfluxConstants.SETTING_PREFIX;
        return header.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static Map<String, Object> settings(Map<String, Object> headers) {
        Map<String, Object> settings = new LinkedHashMap<>();
        headers.forEach(
                (name, value) -> {
                    if (isSetting(name)) {
                        settings.put(
                                name.substring(PixelfluxConstants.SETTING_PREFIX.length()), value);
                    }
                });
        return settings;
    }

    private PixelfluxOperation operation(Map<String, Object> headers) {
        PixelfluxOperation operation =
                word(headers, PixelfluxConstants.OPERATION, PixelfluxOperation.class);
        if (operation == null) {
            operation = endpoint.getOperation();
        }
        if (operation == null) {
            throw new IllegalArgumentException(
                    "operation: not set, neither as option nor, with allowControlHeaders=true, as"
                            + " header "
                            + PixelfluxConstants.OPERATION
                            + ", allowed "
                            + OptionWords.allowed(PixelfluxOperation.class));
        }
        return operation;
    }

    private static @Nullable String text(
            Map<String, Object> headers, String name, @Nullable String option) {
        Object value = headers.get(name);
        return value == null ? option : value.toString();
    }

    /** The header, which may be the constant or its word; null if there is none. */
    private static <E extends Enum<E> & OptionWord> @Nullable E word(
            Map<String, Object> headers, String name, Class<E> type) {
        Object value = headers.get(name);
        if (value == null) {
            return null;
        }
        return type.isInstance(value)
                ? type.cast(value)
                : OptionWords.parse(name, value.toString(), type);
    }
}
