// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.camel.StripeProbe.Received;

/**
 * What a route did not get comes again, whatever the route does with its failure. The picture is
 * still, so that nothing but a request brings a second frame.
 */
@Tag("camel-versions")
class PixelfluxFailedExchangesTest extends PixelfluxTestSupport {

    /** What a route does with an exchange that fails. */
    private enum Ending {
        NOTHING {
            @Override
            void steps(RouteBuilder builder, RouteDefinition route, Processor work) {
                route.process(work);
            }
        },
        HANDLED {
            @Override
            void handler(RouteBuilder builder) {
                builder.onException(IllegalArgumentException.class).handled(true);
            }
        },
        CONTINUED {
            @Override
            void handler(RouteBuilder builder) {
                builder.onException(IllegalArgumentException.class).continued(true);
            }
        },
        DEAD_LETTER_CHANNEL {
            @Override
            void handler(RouteBuilder builder) {
                builder.errorHandler(builder.deadLetterChannel("mock:dead"));
            }
        },
        EXHAUSTED {
            @Override
            void handler(RouteBuilder builder) {
                builder.errorHandler(
                        builder.deadLetterChannel("mock:dead")
                                .maximumRedeliveries(1)
                                .redeliveryDelay(0));
            }
        },
        CAUGHT {
            @Override
            void steps(RouteBuilder builder, RouteDefinition route, Processor work) {
                route.doTry().process(work).doCatch(Exception.class).to("mock:caught").end();
            }
        },
        OF_ANOTHER_ROUTE {
            @Override
            void handler(RouteBuilder builder) {
                builder.onException(IllegalArgumentException.class).handled(true);
            }

            @Override
            void steps(RouteBuilder builder, RouteDefinition route, Processor work) {
                route.to("direct:other");
                builder.from("direct:other").process(work);
            }
        },
        ROLLBACK {
            @Override
            void steps(RouteBuilder builder, RouteDefinition route, Processor work) {
                route.doTry().process(work).doCatch(Exception.class).markRollbackOnly().end();
            }
        };

        void handler(RouteBuilder builder) {}

        void steps(RouteBuilder builder, RouteDefinition route, Processor work) {
            route.process(work);
        }
    }

    private final StripeProbe probe = new StripeProbe();

    private void route(Ending ending, String uri, Processor work) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        ending.handler(this);
                        ending.steps(this, from(uri).routeId("r"), work);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatFailedAgain(Ending ending) throws Exception {
        route(ending, STILL, this::failInTheFirstFrame);

        assertComesAgain();
    }

    @ParameterizedTest
    @CsvSource({"h264, stripe", "jpeg, frame", "h264, frame"})
    void bringsItAgainInEveryModeAndDelivery(String mode, String delivery) throws Exception {
        String uri = STILL + "&mode=" + mode + "&delivery=" + delivery;
        if (delivery.equals("stripe")) {
            route(Ending.HANDLED, uri, this::failInTheFirstFrame);
            assertComesAgain();
        } else {
            CompletableFuture<Object> second = new CompletableFuture<>();
            route(
                    Ending.HANDLED,
                    uri,
                    exchange -> {
                        Message message = exchange.getMessage();
                        if (message.getHeader(PixelfluxConstants.FRAME_ID, Long.class) == 0) {
                            throw new IllegalArgumentException("on purpose");
                        }
                        second.complete(message.getHeader(PixelfluxConstants.KEY_FRAME));
                    });
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatFailedAgainWithModeMixed(Ending ending) throws Exception {
        MixedProbe frames = new MixedProbe();
        route(
                ending,
                STILL + "&mode=mixed",
                exchange -> {
                    Message message = exchange.getMessage();
                    if (message.getHeader(PixelfluxConstants.FRAME_ID, Long.class) == 0) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    frames.process(exchange);
                });

        assertThat(frames.next().refresh().fromNothing()).isTrue();
        assertThat(consumer("r").getStatistics().failedExchanges()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"jpeg", "mixed"})
    void bringsTheShapeOfTheCursorAgain(String mode) throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        route(
                Ending.HANDLED,
                STILL + "&cursorEvents=true&mode=" + mode,
                exchange -> {
                    if (once.compareAndSet(false, true)) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    probe.process(exchange);
                });

        Received next = probe.next();
        while (!next.isCursor() || next.body() == null) {
            next = probe.next();
        }
    }

    /** A redelivery that went well excuses no failure of a later step. */
    @Test
    void bringsAgainWhatFailedAfterAnotherStepWasRepeated() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                        from(STILL)
                                .routeId("r")
                                .process(failingOnce())
                                .doTry()
                                .process(PixelfluxFailedExchangesTest.this::failInTheFirstFrame)
                                .doCatch(Exception.class)
                                .end();
                    }
                });

        assertComesAgain();
    }

    /** It has arrived: nothing has to come again. */
    @Test
    void doesNotTakeADeliveryThatWentWellLaterForAFailure() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                        from(STILL).routeId("r").process(failingOnce()).process(probe);
                    }
                });

        assertWholePicture(probe.nextFrame());
        consumer("r").requestKeyFrame();
        assertThat(probe.nextFrame().get(0).frameId()).isEqualTo(1);
        assertThat(consumer("r").getStatistics().failedExchanges()).isZero();
    }

    private static Processor failingOnce() {
        AtomicBoolean once = new AtomicBoolean();
        return exchange -> {
            if (once.compareAndSet(false, true)) {
                throw new IllegalArgumentException("once");
            }
        };
    }

    private void failInTheFirstFrame(Exchange exchange) {
        long frame = exchange.getMessage().getHeader(PixelfluxConstants.FRAME_ID, Long.class);
        int y = exchange.getMessage().getHeader(PixelfluxConstants.Y, Integer.class);
        if (frame == 0 && y == 0) {
            throw new IllegalArgumentException("on purpose");
        }
        probe.process(exchange);
    }

    private void assertComesAgain() throws Exception {
        assertThat(probe.nextFrame()).extracting(Received::y).doesNotContain(0);
        assertWholePicture(probe.nextFrame());
        assertThat(consumer("r").getStatistics().failedExchanges()).isEqualTo(1);
    }
}
