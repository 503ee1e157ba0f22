// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.pixelflux.CaptureOption;
import org.pixelflux.OptionWord;

/** The settings that a message asks for: in a map as its body, in headers, or in both. */
final class SettingsMessage {

    private SettingsMessage() {}

    /**
     * The values by the names of their options, as text; a header counts more than the body.
     *
     * @param headers by the names of their options
     * @throws IllegalArgumentException if there are none, or one names a file: messages may come
     *     from strangers
     */
    static Map<String, String> read(Message message, Map<String, Object> headers) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (message.getBody() instanceof Map<?, ?> body) {
            body.forEach((name, value) -> put(settings, String.valueOf(name), value));
        }
        headers.forEach((name, value) -> put(settings, name, value));
        if (settings.isEmpty()) {
            throw new IllegalArgumentException(
                    "update: the message asks for no change; put a map of settings into its body,"
                            + " or, with allowControlHeaders=true, headers that begin with "
                            + PixelfluxConstants.SETTING_PREFIX);
        }
        return settings;
    }

    private static void put(Map<String, String> settings, String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null is no value");
        }
        if (CaptureOption.named(name) == CaptureOption.WATERMARK_PATH) {
            throw new IllegalArgumentException(
                    name
                            + ": '"
                            + value
                            + "' is refused, since a message may name no files; set the option on"
                            + " the endpoint, and choose with watermarkLocation whether it shows");
        }
        settings.put(
                name, value instanceof OptionWord word ? word.optionValue() : value.toString());
    }
}
