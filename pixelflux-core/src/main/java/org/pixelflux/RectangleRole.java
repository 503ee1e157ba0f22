// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** For whom a rectangle of a frame in mode mixed is. */
public enum RectangleRole {
    /** For a reader that has the frame before: a change since then. */
    OWN(1),

    /** For a reader that has an older frame or none: a part of the picture as it is now. */
    REFRESH(2),

    /** For both. */
    BOTH(3);

    private final int code;

    RectangleRole(int code) {
        this.code = code;
    }

    /** The number that stands for this role on the wire. */
    public int code() {
        return code;
    }

    /** Whether a reader that has the frame before draws it. */
    public boolean isOwn() {
        return this != REFRESH;
    }

    /** Whether a reader that takes the refresh draws it. */
    public boolean isRefresh() {
        return this != OWN;
    }
}
