// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Capture a screen and receive its changed stripes, encoded as JPEG or H.264.
 *
 * <p>Each consumer opens a capture of its own, so several routes may use the same URI.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pixelflux",
        title = "Pixelflux",
        syntax = "pixelflux:source",
        consumerOnly = true,
        category = Category.MONITORING,
        headersClass = PixelfluxConstants.class)
public class PixelfluxEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    @UriParam private final PixelfluxConfiguration configuration;

    /**
     * An endpoint that takes its options from {@code configuration}, which it keeps: a change there
     * counts from the next start of a consumer.
     */
    public PixelfluxEndpoint(
            String uri, PixelfluxComponent component, PixelfluxConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PixelfluxConsumer consumer = new PixelfluxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /**
     * @throws UnsupportedOperationException always: there is nothing to send to a screen capture
     */
    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "pixelflux is a source of stripes: use it in from(…), it cannot be sent to");
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public PixelfluxComponent getComponent() {
        return (PixelfluxComponent) super.getComponent();
    }

    public PixelfluxConfiguration getConfiguration() {
        return configuration;
    }
}
