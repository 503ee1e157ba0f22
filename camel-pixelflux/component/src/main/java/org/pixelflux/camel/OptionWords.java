// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pixelflux.OptionWord;

/** Reads the words of options that do not belong to a capture. */
final class OptionWords {

    private OptionWords() {}

    /**
     * Reads a word in any case and notation, as the options of a capture and Camel's own are.
     *
     * @throws IllegalArgumentException if {@code word} is none of {@code type}'s; the message names
     *     option, value and what is allowed
     */
    static <E extends Enum<E> & OptionWord> E parse(String option, String word, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (letters(constant.name()).equals(letters(word))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                option + ": '" + word + "' is out of range, allowed " + allowed(type));
    }

    private static String letters(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The words, as messages show them. */
    static <E extends Enum<E> & OptionWord> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(OptionWord::optionValue)
                .collect(Collectors.joining(", "));
    }
}
