// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.pixelflux.OptionWord;

/** The settings that a message asks for: in a map as its body, in headers, or in both. */
final class SettingsMessage {

    private SettingsMessage() {}

    /**
     * The values by the names of their options, as text; a header counts more than the body.
     *
     * @throws IllegalArgumentException if the message has none
     */
    static Map<String, String> read(Message message) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (message.getBody() instanceof Map<?, ?> body) {
            body.forEach((name, value) -> settings.put(String.valueOf(name), text(name, value)));
        }
        String prefix = PixelfluxConstants.SETTING_PREFIX;
        message.getHeaders()
                .forEach(
                        (header, value) -> {
                            if (header.regionMatches(true, 0, prefix, 0, prefix.length())) {
                                String name = header.substring(prefix.length());
                                settings.put(name, text(name, value));
                            }
                        });
        if (settings.isEmpty()) {
            throw new IllegalArgumentException(
                    "update: the message asks for no change; put a map of settings into its body,"
                            + " or headers that begin with "
                            + prefix);
        }
        return settings;
    }

    private static String text(Object name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null is no value");
        }
        return value instanceof OptionWord word ? word.optionValue() : value.toString();
    }
}
