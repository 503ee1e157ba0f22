// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** An enum constant that is a value of an option and so has a word in texts, URIs and commands. */
public interface OptionWord {

    /** The constant's name in Java. */
    String name();

    /** This constant as a value of its option: the name in camel case, topLeft for TOP_LEFT. */
    default String optionValue() {
        StringBuilder word = new StringBuilder();
        boolean capital = false;
        for (char letter : name().toCharArray()) {
            if (letter != '_') {
                word.append(capital ? letter : Character.toLowerCase(letter));
            }
            capital = letter == '_';
        }
        return word.toString();
    }
}
