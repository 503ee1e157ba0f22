// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.pixelflux.PixelfluxException;

/** A running context to which tests add routes from pixelflux. */
abstract class PixelfluxTestSupport extends CamelTestSupport {

    /** A picture of four JPEG stripes, all of which change in every frame. */
    static final String BUSY =
            "pixelflux:synthetic?width=320&height=200&stripeHeight=64&fps=240&syntheticChange=100";

    /** As {@link #BUSY}, but nothing changes after the first frame. */
    static final String STILL =
            "pixelflux:synthetic?width=320&height=200&stripeHeight=64&syntheticChange=0";

    /** Adds a route; the context starts it at once when it is running itself. */
    void route(String id, String uri, Processor processor) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).routeId(id).process(processor);
                    }
                });
    }

    /** Adds a route, and returns what its consumer hands to the error handler. */
    List<Throwable> bridgedRoute(String id, String uri, Processor processor) throws Exception {
        List<Throwable> caught = new CopyOnWriteArrayList<>();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(PixelfluxException.class)
                                .handled(true)
                                .process(
                                        exchange ->
                                                caught.add(
                                                        exchange.getProperty(
                                                                Exchange.EXCEPTION_CAUGHT,
                                                                Throwable.class)));
                        from(uri + "&bridgeErrorHandler=true").routeId(id).process(processor);
                    }
                });
        return caught;
    }

    /**
     * Lets Camel wait for what does not end until the test's own time is over, so that a stop which
     * returns has needed none of that, however slow the machine is.
     */
    void waitForEverWhenStopping() {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.HOURS);
        context.getShutdownStrategy().setTimeout(1);
        context.getExecutorServiceManager().setShutdownAwaitTermination(TimeUnit.HOURS.toMillis(1));
    }

    PixelfluxConsumer consumer(String routeId) {
        return (PixelfluxConsumer) context.getRoute(routeId).getConsumer();
    }
}
