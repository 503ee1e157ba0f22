// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** Reads from an exchange whether the route failed with it. */
final class FailedExchanges {

    private FailedExchanges() {}

    /**
     * Whether a step of the route failed with {@code exchange}: with an exception that the exchange
     * still has, with one that an error handler or a doCatch has handled, or by a rollback. The
     * exchange does not show what happened to copies of it, as seda, wireTap and aggregate make
     * them.
     */
    static boolean isFailed(Exchange exchange) {
        return exchange.getException() != null
                || exchange.isRollbackOnly()
                || exchange.isRollbackOnlyLast()
                || isDealtWith(exchange);
    }

    /** An exception stays as a property, also after a redelivery that went well. */
    private static boolean isDealtWith(Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
            return false;
        }
        boolean wentWellLater =
                exchange.getMessage().getHeader(Exchange.REDELIVERED) != null
                        && exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT) == null
                        // A later doTry leaves its exception, but not the place of the failure.
                        && exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID) != null;
        return !wentWellLater;
    }
}
