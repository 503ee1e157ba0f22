// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A capture could not be opened, or failed. The message says what was tried, what the system
 * answered and what to do; the {@link #code()} says which part failed. A mistake of the caller is
 * an IllegalArgumentException or IllegalStateException instead.
 */
public final class PixelfluxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The part that failed. */
    public enum Code {
        /** The native library is missing or cannot be loaded. */
        NATIVE_LIBRARY,
        /** The display is unknown, refused or gone; worth trying again. */
        DISPLAY,
        /**
         * The user does not let the screen be captured, has not answered, or stopped sharing it; or
         * has agreed, but it could not be captured. Another attempt would ask again.
         */
        CONSENT,
        /** The window to capture is not there, not shown, or was closed; it may come again. */
        WINDOW,
        /** The display answers but its pixels cannot be read. */
        CAPTURE,
        /** An encoder could not be opened or failed. */
        ENCODER,
        /** Java's heap, the system's memory, threads or descriptors ran out; worth trying again. */
        RESOURCES,
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

    /** Memory or threads ran out. */
    static PixelfluxException outOfResources(String message, OutOfMemoryError cause) {
        PixelfluxException failure = new PixelfluxException(Code.RESOURCES, message);
        failure.initCause(cause);
        return failure;
    }

    /**
     * What it makes in Java's heap, natively or not.
     *
     * @param what for the message
     * @throws PixelfluxException if there is no room
     */
    static <T extends @Nullable Object> T inHeap(String what, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (OutOfMemoryError e) {
            throw outOfResources(
                    "no room for "
                            + what
                            + " in Java's heap, which may have "
                            + Runtime.getRuntime().maxMemory()
                            + " bytes (-Xmx): give it more, or capture a smaller region",
                    e);
        }
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

    /**
     * Whether the same call may succeed later: the display or the window is back, or memory is free
     * again.
     */
    public boolean isRetryable() {
        return code == Code.DISPLAY || code == Code.WINDOW || code == Code.RESOURCES;
    }
}
