// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** What an exchange shows of how it went. */
final class FailedExchanges {

    private FailedExchanges() {}

    /**
     * Whether some of the route failed with {@code exchange}: with an exception that it still has,
     * or one that an error handler or a doCatch has dealt with, or by a rollback. What happened to
     * copies of it, as seda, wireTap and aggregate make them, it does not show.
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
                        // A doTry of later leaves its exception, but forgets where it was.
                        && exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID) != null;
        return !wentWellLater;
    }
}
