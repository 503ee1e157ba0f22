// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pixelflux.OptionWord;

/** Reads the words of options that are none of a capture. */
final class OptionWords {

    private OptionWords() {}

    /**
     * @throws IllegalArgumentException if {@code word} is none of {@code type}'s; the message names
     *     option, value and what is allowed
     */
    static <E extends Enum<E> & OptionWord> E parse(String option, String word, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.optionValue().equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                option + ": '" + word + "' is out of range, allowed " + allowed(type));
    }

    /** The words, as messages show them. */
    static <E extends Enum<E> & OptionWord> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(OptionWord::optionValue)
                .collect(Collectors.joining(", "));
    }
}
