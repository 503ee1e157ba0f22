// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/** An exception that fails when it is asked what it says. */
public final class Mute extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
        throw new IllegalStateException("on purpose, of a test");
    }
}
