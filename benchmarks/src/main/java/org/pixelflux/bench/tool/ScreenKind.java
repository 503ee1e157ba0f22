// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.Locale;

/** What shows the screen that is captured. */
public enum ScreenKind {
    XVFB("X server"),
    SWAY("sway");

    private final String server;

    ScreenKind(String server) {
        this.server = server;
    }

    /** Its name on the command line and in results. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What reports call its process. */
    public String server() {
        return server;
    }
}
