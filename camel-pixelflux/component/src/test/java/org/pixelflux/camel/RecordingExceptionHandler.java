// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Keeps what a consumer hands to its exception handler. */
final class RecordingExceptionHandler implements ExceptionHandler {

    /** One call; {@code exchange} is null where no exchange was concerned. */
    record Handled(String message, Exchange exchange, Throwable cause) {}

    private final List<Handled> handled = new CopyOnWriteArrayList<>();

    @Override
    public void handleException(Throwable cause) {
        handleException(null, null, cause);
    }

    @Override
    public void handleException(String message, Throwable cause) {
        handleException(message, null, cause);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable cause) {
        handled.add(new Handled(message, exchange, cause));
    }

    List<Handled> handled() {
        return handled;
    }
}
