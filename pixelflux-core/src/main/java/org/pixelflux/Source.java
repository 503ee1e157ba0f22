// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Where the pixels come from. */
public enum Source {
    /** A region of an X11 display. */
    SCREEN("screen"),

    /** A deterministic moving picture, made without a display: for tests and a first try. */
    SYNTHETIC("synthetic");

    private final String optionValue;

    Source(String optionValue) {
        this.optionValue = optionValue;
    }

    /** This source as a value of the option {@code source}. */
    public String optionValue() {
        return optionValue;
    }
}
