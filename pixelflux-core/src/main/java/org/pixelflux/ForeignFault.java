// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into words what callbacks and listeners throw. The methods of such an exception are foreign
 * code, too, and may throw.
 */
final class ForeignFault {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);

    private ForeignFault() {}

    /** Logs an error, with its stack if the exception can print it. */
    static void log(String what, Throwable thrown) {
        try {
            LOG.error(what, thrown);
        } catch (Throwable e) {
            LOG.error("{}: {}, which cannot say more", what, thrown.getClass().getName());
        }
    }

    /** As {@link Throwable#toString()}, or at least its class. */
    static String words(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }
}
