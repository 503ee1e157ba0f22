// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;

/** Keeps what a consumer hands to its exception handler. */
final class RecordingExceptionHandler extends AnyFailureHandler {

    /** One call; {@code exchange} is null where no exchange was concerned. */
    record Handled(String message, Exchange exchange, Throwable cause) {}

    private final List<Handled> handled = new CopyOnWriteArrayList<>();

    @Override
    public void handleException(String message, Exchange exchange, Throwable cause) {
        handled.add(new Handled(message, exchange, cause));
    }

    List<Handled> handled() {
        return handled;
    }
}
