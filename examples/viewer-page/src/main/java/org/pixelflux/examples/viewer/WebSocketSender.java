// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

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
    private volatile AsyncProducer producer;

    WebSocketSender(String uri) {
        this.uri = uri;
    }

    /** The way to the page that has this connection key; once it is gone, messages vanish. */
    PageConnection to(String connectionKey) {
        return new PageConnection((body, done) -> send(connectionKey, body, done));
    }

    private void send(String connectionKey, Object body, Runnable done) {
        AsyncProducer sender = producer();
        Exchange exchange = sender.getEndpoint().createExchange();
        exchange.getMessage().setHeader(UndertowConstants.CONNECTION_KEY, connectionKey);
        exchange.getMessage().setBody(body);
        // A failure closes the connection, which the route of its events hears of.
        sender.process(exchange, doneSync -> done.run());
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
    private AsyncProducer producer() {
        AsyncProducer started = producer;
        return started != null ? started : startProducer();
    }

    private synchronized AsyncProducer startProducer() {
        if (producer == null) {
            AsyncProducer created;
            try {
                created = context.getEndpoint(uri).createAsyncProducer();
            } catch (Exception e) {
                throw new RuntimeCamelException("cannot send to " + uri, e);
            }
            ServiceHelper.startService(created);
            producer = created;
        }
        return producer;
    }

    /** Holds no lock: it waits for the threads that are sending, which then fail. */
    @Override
    protected void doStop() {
        ServiceHelper.stopService(producer);
    }
}
