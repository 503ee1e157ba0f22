// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.support.MessageHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Stripe;
import org.pixelflux.camel.StripeProbe.Received;

/** What routes do with an exchange besides passing it on: keep it, copy it, read it twice. */
@Tag("camel-versions")
class PixelfluxRoutingTest extends PixelfluxTestSupport {

    private static final int FRAMES = 20;

    private final StripeProbe first = new StripeProbe();
    private final StripeProbe second = new StripeProbe();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        camel.setStreamCaching(true);
        return camel;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void givesAWireTapTheSameStripes(String mode) throws Exception {
        routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY + "&mode=" + mode).wireTap("direct:tap").end().process(first);
                        from("direct:tap").process(second);
                    }
                });

        List<Received> tapped = frames(second, 4 * FRAMES);
        assertSameStripes(frames(first, 4 * FRAMES), sorted(tapped));
    }

    @Test
    void givesEveryBranchOfAMulticastTheSameStripes() throws Exception {
        routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY)
                                .multicast()
                                .parallelProcessing()
                                .to("direct:first", "direct:second");
                        from("direct:first").process(first);
                        from("direct:second").process(second);
                    }
                });

        assertSameStripes(frames(first, 4 * FRAMES), frames(second, 4 * FRAMES));
    }

    /** The queue holds the stripes of many frames before the first of them is read. */
    @ParameterizedTest
    @ValueSource(strings = {"stripe", "frame"})
    void keepsWhatWaitsInAQueue(String delivery) throws Exception {
        CountDownLatch full = new CountDownLatch(FRAMES);
        List<byte[]> before = new ArrayList<>();
        List<byte[]> after = new ArrayList<>();
        CountDownLatch read = new CountDownLatch(FRAMES);
        routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY + "&delivery=" + delivery)
                                .process(
                                        exchange -> {
                                            synchronized (before) {
                                                before.addAll(bytes(exchange));
                                            }
                                            full.countDown();
                                        })
                                .to("seda:queue");
                        from("seda:queue")
                                .process(
                                        exchange -> {
                                            assertThat(full.await(60, TimeUnit.SECONDS)).isTrue();
                                            synchronized (after) {
                                                after.addAll(bytes(exchange));
                                            }
                                            read.countDown();
                                        });
                    }
                });

        assertThat(read.await(60, TimeUnit.SECONDS)).isTrue();
        synchronized (before) {
            synchronized (after) {
                assertThat(before).startsWith(after.toArray(byte[][]::new));
            }
        }
    }

    @Test
    void canBeReadTwiceInEveryForm() throws Exception {
        List<Object> reads = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(4);
        routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(STILL)
                                .streamCache("true")
                                .process(
                                        exchange -> {
                                            for (int read = 0; read < 2; read++) {
                                                reads.add(content(exchange, ByteBuffer.class));
                                                reads.add(content(exchange, InputStream.class));
                                                reads.add(content(exchange, byte[].class));
                                                MessageHelper.resetStreamCache(
                                                        exchange.getMessage());
                                            }
                                            done.countDown();
                                        })
                                .stop();
                    }
                });

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        for (int stripe = 0; stripe < 4; stripe++) {
            List<Object> same = reads.subList(6 * stripe, 6 * stripe + 6);
            assertThat(same).allMatch(same.get(0)::equals);
            assertThat((ByteBuffer) same.get(0)).matches(ByteBuffer::hasRemaining);
        }
    }

    /** An exchange that is used again must bring nothing from its earlier use. */
    @Test
    void leavesNothingBehindInPooledExchanges() throws Exception {
        context.stop();
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        context.start();
        List<Map<String, Object>> headers = new ArrayList<>();
        routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY + "&mode=h264&cursorEvents=true")
                                .process(
                                        exchange ->
                                                headers.add(
                                                        Map.copyOf(
                                                                exchange.getMessage()
                                                                        .getHeaders())))
                                .filter(header(PixelfluxConstants.CODEC).isNotNull())
                                .process(first);
                    }
                });

        List<Received> stripes = frames(first, 4 * FRAMES);
        context.stop();

        assertThat(stripes).doesNotHaveDuplicates();
        assertThat(new ArrayList<>(headers))
                .isNotEmpty()
                .allSatisfy(
                        map -> {
                            boolean cursor = map.containsKey(PixelfluxConstants.CURSOR_SHAPE_ID);
                            assertThat(map.containsKey(PixelfluxConstants.Y)).isEqualTo(!cursor);
                            assertThat(map.containsKey(PixelfluxConstants.CURSOR_X))
                                    .isEqualTo(cursor);
                        });
    }

    private void routes(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
    }

    private static List<Received> frames(StripeProbe probe, int stripes)
            throws InterruptedException {
        List<Received> received = new ArrayList<>();
        for (int i = 0; i < stripes; i++) {
            received.add(probe.next());
        }
        return received;
    }

    /** A tap works on several threads, so that what it gets has no order. */
    private static List<Received> sorted(List<Received> stripes) {
        List<Received> sorted = new ArrayList<>(stripes);
        sorted.sort(
                (a, b) ->
                        a.frameId() != b.frameId()
                                ? Long.compare(a.frameId(), b.frameId())
                                : Integer.compare(a.y(), b.y()));
        return sorted;
    }

    private static void assertSameStripes(List<Received> left, List<Received> right) {
        // The last exchanges of an unordered tap may be others than the last ones here.
        int compared = left.size() / 2;
        for (int i = 0; i < compared; i++) {
            assertThat(right.get(i).frameId()).isEqualTo(left.get(i).frameId());
            assertThat(right.get(i).y()).isEqualTo(left.get(i).y());
            assertThat(right.get(i).body()).isEqualTo(left.get(i).body());
        }
    }

    private static List<byte[]> bytes(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return body instanceof List<?> stripes
                ? stripes.stream().map(stripe -> ((Stripe) stripe).wireBytes()).toList()
                : List.of(exchange.getMessage().getBody(byte[].class));
    }

    private static ByteBuffer content(Exchange exchange, Class<?> type) throws Exception {
        Object body = exchange.getMessage().getBody(type);
        if (body instanceof InputStream stream) {
            return ByteBuffer.wrap(stream.readAllBytes());
        }
        return body instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : (ByteBuffer) body;
    }
}
