// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * A capture could not be opened or died. The message says what was tried, what the system answered
 * and what to do; the {@link #code()} says which part failed. A caller's own mistake is an
 * IllegalArgumentException or IllegalStateException instead.
 */
public final class PixelfluxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The part that failed. */
    public enum Code {
        /** The native library is missing or cannot be loaded. */
        NATIVE_LIBRARY,
        /** The display is unknown, refused or gone; the only code worth trying again. */
        DISPLAY,
        /** The display answers but its pixels cannot be read. */
        CAPTURE,
        /** An encoder could not be opened or failed. */
        ENCODER,
        /** A mistake in pixelflux itself. */
        INTERNAL
    }

    private final Code code;

    /** Called by native code, which knows codes by name. */
    PixelfluxException(String codeName, String message) {
        this(codeNamed(codeName), message);
    }

    PixelfluxException(Code code, String message) {
        super(message);
        this.code = code;
    }

    private static Code codeNamed(String name) {
        for (Code code : Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return Code.INTERNAL;
    }

    /** The part that failed. */
    public Code code() {
        return code;
    }

    /** Whether the same call may succeed later, when the display is back. */
    public boolean isRetryable() {
        return code == Code.DISPLAY;
    }
}
