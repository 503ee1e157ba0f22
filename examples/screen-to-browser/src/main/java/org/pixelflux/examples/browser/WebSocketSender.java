// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends to single pages through the WebSocket endpoint. Sending to all at once, as the endpoint can
 * by itself, completes when the slowest page has taken the message: one that hangs would stop the
 * capture for all.
 */
final class WebSocketSender extends ServiceSupport implements CamelContextAware {

    private final String uri;
    private CamelContext context;
    private AsyncProducer producer;

    WebSocketSender(String uri) {
        this.uri = uri;
    }

    /** The way to the page that has this connection key; once it is gone, messages vanish. */
    Viewer.Sender to(String connectionKey) {
        AsyncProducer producer = producer();
        return (message, done) -> {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader(UndertowConstants.CONNECTION_KEY, connectionKey);
            exchange.getMessage().setBody(message);
            // A failure closes the connection, which the route of its events hears of.
            producer.process(exchange, doneSync -> done.run());
        };
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    /**
     * Only when the first page is there: a producer opens the server's port, and who connects
     * before the consumer of the events has started is never heard of.
     */
    private synchronized AsyncProducer producer() {
        if (producer == null) {
            try {
                producer = context.getEndpoint(uri).createAsyncProducer();
            } catch (Exception e) {
                throw new RuntimeCamelException("cannot send to " + uri, e);
            }
            ServiceHelper.startService(producer);
        }
        return producer;
    }

    @Override
    protected synchronized void doStop() {
        ServiceHelper.stopService(producer);
        producer = null;
    }
}
