// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Where the pixels come from. */
public enum Source implements OptionWord {
    /** A region of an X11 display. */
    SCREEN,

    /** A deterministic moving picture, made without a display: for tests and a first try. */
    SYNTHETIC,

    /** The frames that a program pushes to a {@link FrameInput}. */
    FRAMES
}
