// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Counts the packets that went through a buffer, so that a view knows when its bytes are gone. */
final class Generation {

    /** Of copies: it never advances. */
    static final Generation FOR_EVER = new Generation();

    private volatile long current;

    /** Ends the life of every view into the buffer; call before the buffer is written. */
    void advance() {
        // One thread at a time advances (it holds the session's lock), so a plain increment is
        // whole.
        long next = current + 1;
        current = next;
    }

    long current() {
        return current;
    }
}
