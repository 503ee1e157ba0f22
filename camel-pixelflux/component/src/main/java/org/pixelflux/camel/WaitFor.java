// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.pixelflux.OptionWord;

/** What operation=wait waits for. */
public enum WaitFor implements OptionWord {
    /** Something changes. */
    CHANGE,
    /** Nothing changes for the time of waitStill. */
    STILL,
    /** The region is the picture in the body of the message. */
    MATCH,
    /** The region is not the picture in the body of the message. */
    MISMATCH;

    /** Whether the message brings a picture. */
    boolean needsPicture() {
        return this == MATCH || this == MISMATCH;
    }
}
