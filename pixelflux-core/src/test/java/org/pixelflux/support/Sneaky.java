// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/** Throws what Java's compiler would not let through, as Kotlin and Groovy do. */
public final class Sneaky {

    private Sneaky() {}

    /** Never returns; {@code throw Sneaky.thrown(e)} says so to the compiler. */
    public static RuntimeException thrown(Throwable cause) {
        return Sneaky.<RuntimeException>raise(cause);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException raise(Throwable cause) throws T {
        throw (T) cause;
    }
}
