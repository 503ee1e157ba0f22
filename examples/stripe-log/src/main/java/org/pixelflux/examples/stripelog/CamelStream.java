// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.MixedFrame;
import org.pixelflux.OptionWord;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * Through a Camel route: {@code from("pixelflux:…")}, one exchange for every stripe, with
 * mode=mixed for every frame. Exchanges with news of the cursor are left aside.
 */
final class CamelStream implements StripeStream {

    private final String uri;
    private final WireHeader wireHeader;

    /** Completed by {@link #stop}, or with the failure that ends the run. */
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    CamelStream(CaptureSettings settings) {
        uri = uri(settings);
        wireHeader = settings.wireHeader();
    }

    @Override
    public void run(StripeSink sink, Duration limit) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            // Long enough to write the frame in hand, and less than the end of the program waits.
            context.getShutdownStrategy().setTimeout(5);
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            onException(Exception.class)
                                    .handled(true)
                                    .process(CamelStream.this::fail);
                            from(uri)
                                    .filter(header(PixelfluxConstants.CODEC).isNotNull())
                                    .process(exchange -> log(exchange, sink));
                        }
                    });
            context.start();
            if (limit == null) {
                end.get();
            } else {
                end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            // The limit has passed: the normal end.
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void stop() {
        end.complete(null);
    }

    private void fail(Exchange exchange) {
        end.completeExceptionally(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private void log(Exchange exchange, StripeSink sink) throws IOException {
        long now = System.nanoTime();
        Message stripe = exchange.getMessage();
        String word = stripe.getHeader(PixelfluxConstants.CODEC, String.class);
        if (CaptureMode.MIXED.optionValue().equals(word)) {
            sink.add(now, stripe.getBody(MixedFrame.class));
            sink.endOfFrame();
            return;
        }
        byte[] bytes = stripe.getBody(byte[].class);
        Codec codec = Codec.ofWord(word);
        StripeLine line =
                new StripeLine(
                        now,
                        stripe.getHeader(PixelfluxConstants.FRAME_ID, Long.class),
                        stripe.getHeader(PixelfluxConstants.Y, Integer.class),
                        stripe.getHeader(PixelfluxConstants.HEIGHT, Integer.class),
                        codec,
                        bytes.length);
        int header = wireHeader.length(codec);
        sink.add(line, ByteBuffer.wrap(bytes, header, bytes.length - header));
        if (stripe.getHeader(PixelfluxConstants.LAST_OF_FRAME, Boolean.class)) {
            sink.endOfFrame();
        }
    }

    private static String uri(CaptureSettings settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (option != CaptureOption.SOURCE) {
                putIfSet(options, settings, option);
            }
        }
        // Without it a capture that dies is only logged, and this program would wait for ever.
        options.put("bridgeErrorHandler", true);
        return "pixelflux:"
                + settings.source().optionValue()
                + "?"
                + URISupport.createQueryString(options);
    }

    private static <T> void putIfSet(
            Map<String, Object> options, CaptureSettings settings, CaptureOption<T> option) {
        T value = settings.get(option);
        if (!Objects.equals(value, option.defaultValue())) {
            options.put(
                    option.name(), value instanceof OptionWord word ? word.optionValue() : value);
        }
    }
}
