// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.io.IOException;
import java.net.BindException;
import org.apache.camel.FailedToStartRouteException;
import org.pixelflux.PixelfluxException;

/**
 * Finds the part of an exception that a person can act on, below what Camel has wrapped around it.
 */
public final class FailureReason {

    private FailureReason() {}

    /** One sentence, without the program's name, for a program that serves {@code port}. */
    public static String of(Throwable failure, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return String.valueOf(cause.getMessage()).contains("in use")
                        ? "port " + port + " is in use; choose another by --port"
                        : "port " + port + " cannot be used: " + cause.getMessage();
            }
        }
        return of(failure);
    }

    /** One sentence, without the program's name, of an IOException that nobody wrapped. */
    public static String of(Throwable failure) {
        if (failure instanceof IOException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // Camel wraps IllegalArgumentExceptions of its own around ours.
            if (cause instanceof PixelfluxException
                    || (cause instanceof IllegalArgumentException && cause.getCause() == null)) {
                return cause.getMessage();
            }
        }
        return failure instanceof FailedToStartRouteException && failure.getCause() != null
                ? failure.getCause().toString()
                : failure.toString();
    }
}
