// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Where the pixels come from. */
public enum Source implements OptionWord {
    /**
     * The screen that the process sees: {@link #X11} if a display is set, or {@code DISPLAY} names
     * anything but the rootless Xwayland of a Wayland desktop, else {@link #WAYLAND}.
     */
    SCREEN,

    /** A region of an X11 display. */
    X11,

    /** A region of an output of a Wayland compositor that lets its clients copy it. */
    WAYLAND,

    /**
     * A screen that the user picks in a dialog of a desktop such as GNOME or KDE, as a stream of
     * PipeWire. The capture opens at once; its first frame comes when the user has consented.
     */
    PORTAL,

    /** A deterministic moving picture, made without a display: for tests and a first try. */
    SYNTHETIC,

    /** The frames that a program pushes to a {@link FrameInput}. */
    FRAMES
}
