// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings as text: {@code name=value}, in table order. */
final class SettingsText {

    private SettingsText() {}

    /** Every set option, a line each: how settings cross to C++. */
    static String ofAllThatAreSet(CaptureSettings settings) {
        return set(settings)
                .map(option -> assignment(settings, option) + "\n")
                .collect(Collectors.joining());
    }

    /** The options that differ from their defaults, for people. */
    static String ofAllThatDiffer(CaptureSettings settings) {
        return set(settings)
                .filter(option -> !Objects.equals(settings.get(option), option.defaultValue()))
                .map(option -> assignment(settings, option))
                .collect(Collectors.joining(", ", "CaptureSettings{", "}"));
    }

    /** An option's value as its {@link CaptureOption#parse} reads it. */
    static <T> String value(CaptureSettings settings, CaptureOption<T> option) {
        return option.format(settings.value(option));
    }

    private static Stream<CaptureOption<?>> set(CaptureSettings settings) {
        return CaptureOption.all().stream().filter(option -> settings.get(option) != null);
    }

    private static String assignment(CaptureSettings settings, CaptureOption<?> option) {
        return option.name() + "=" + value(settings, option);
    }
}
