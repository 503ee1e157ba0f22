// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.spi.ExceptionHandler;

/** Hears of every failure in one way; message and exchange are null where there are none. */
abstract class AnyFailureHandler implements ExceptionHandler {

    @Override
    public final void handleException(Throwable cause) {
        handleException(null, null, cause);
    }

    @Override
    public final void handleException(String message, Throwable cause) {
        handleException(message, null, cause);
    }
}
