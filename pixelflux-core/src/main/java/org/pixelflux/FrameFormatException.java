// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * Bytes that should be a frame in mode mixed are none. The message says what is wrong with them.
 */
public final class FrameFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, and where
     */
    public FrameFormatException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, and where
     * @param cause what the reader of an image said
     */
    public FrameFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
