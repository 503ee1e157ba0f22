// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.pixelflux.Stripe;
import org.pixelflux.camel.PixelfluxConstants;

/** A route from pixelflux to a processor that counts. */
final class CamelDelivery implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();

    /**
     * @param pooled as with camel.main.exchangeFactory=pooled
     */
    CamelDelivery(
            Map<String, String> options, boolean wholeFrames, boolean pooled, DeliveryTotals totals)
            throws Exception {
        if (pooled) {
            context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            context.getCamelContextExtension()
                    .setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        }
        StringBuilder uri = new StringBuilder("pixelflux:synthetic?delivery=");
        uri.append(wholeFrames ? "frame" : "stripe");
        options.forEach((name, value) -> uri.append('&').append(name).append('=').append(value));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri.toString())
                                .process(
                                        exchange -> {
                                            if (wholeFrames) {
                                                countFrame(exchange, totals);
                                            } else {
                                                countStripe(exchange, totals);
                                            }
                                        });
                    }
                });
        context.start();
    }

    private static void countStripe(Exchange exchange, DeliveryTotals totals) {
        byte[] body = (byte[]) exchange.getMessage().getBody();
        boolean last = (Boolean) exchange.getMessage().getHeader(PixelfluxConstants.LAST_OF_FRAME);
        totals.stripe(body.length, last);
    }

    private static void countFrame(Exchange exchange, DeliveryTotals totals) {
        for (Object element : (List<?>) exchange.getMessage().getBody()) {
            Stripe stripe = (Stripe) element;
            totals.stripe(stripe.wireSize(), stripe.lastOfFrame());
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
