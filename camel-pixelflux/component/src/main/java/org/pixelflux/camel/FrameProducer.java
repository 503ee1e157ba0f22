// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameInput;

/**
 * Makes the image in the body of each message the newest frame of the input that the option input
 * names, and leaves the message as it is. Captures from {@code pixelflux:frames} with that input
 * show it, in this context and elsewhere in the process.
 *
 * <p>Thread-safe. It takes as long as to decode and copy the image, whatever captures do. A body
 * that is no image is the exchange's exception, an IllegalArgumentException.
 */
public class FrameProducer extends DefaultProducer {

    private final PixelfluxEndpoint endpoint;
    private volatile @Nullable FrameInput input;

    public FrameProducer(PixelfluxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        FrameInput open = input;
        if (open == null) {
            throw new IllegalStateException(endpoint + " is stopped");
        }
        open.push(PushedImages.of(exchange.getMessage()));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (input == null) {
            input = FrameInput.open(endpoint.getConfiguration().getInput());
        }
    }

    @Override
    protected void doStop() throws Exception {
        FrameInput open = input;
        input = null;
        if (open != null) {
            open.close();
        }
        super.doStop();
    }
}
