// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Codec;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** What an exchange takes of Java's heap: the bytes of its body, and no second copy of them. */
class PixelfluxGarbageTest extends PixelfluxTestSupport {

    /** Bodies are large, and all of the picture changes. */
    private static final String NOISE =
            "pixelflux:synthetic?width=1280&height=720&syntheticPattern=noise&syntheticChange=100";

    private static final long IMAGE = 4L * 1280 * 720;

    /** For the exchange and its headers; far less than a body. */
    private static final long SLACK = 64 << 10;

    private static final int EXCHANGES = 15;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * @param allocated by the consumer's thread since the exchange before
     */
    private record Measured(long body, long allocated) {

        long beside() {
            return allocated - body;
        }
    }

    private final BlockingQueue<Measured> exchanges = new LinkedBlockingQueue<>();

    /** Of the consumer's thread alone. */
    private long before;

    private void measure(Exchange exchange) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        exchanges.add(new Measured(sizeOf(exchange.getMessage().getBody()), allocated));
        before = THREADS.getCurrentThreadAllocatedBytes();
    }

    private static long sizeOf(Object body) {
        if (body instanceof List<?> stripes) {
            return stripes.stream().mapToLong(stripe -> ((Stripe) stripe).wireSize()).sum();
        }
        return body instanceof BufferedImage ? IMAGE : ((byte[]) body).length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripeHeight=720",
                "stripeHeight=720&wireHeader=2",
                "mode=h264&h264FullFrame=true",
                "delivery=frame&stripeHeight=720",
                "mode=mixed",
                "delivery=picture",
                "delivery=picture&pictureFormat=jpeg",
                "delivery=picture&pictureFormat=raw",
                "delivery=segment&segmentDuration=100ms",
                "delivery=segment&segmentDuration=100ms&segmentFormat=cmaf"
            })
    void bytesOfABodyAreMadeOnce(String delivery) throws Exception {
        route("noise", NOISE + "&" + delivery, this::measure);
        Stream.Builder<Measured> measured = Stream.builder();
        for (int i = 0; i < EXCHANGES; i++) {
            Measured one = exchanges.poll(60, TimeUnit.SECONDS);
            assertThat(one).isNotNull();
            measured.add(one);
        }

        // The middle one: a buffer that grows, or a class that is loaded, counts once.
        Measured usual =
                measured.build()
                        .sorted(Comparator.comparingLong(Measured::beside))
                        .toList()
                        .get(EXCHANGES / 2);
        assertThat(usual.body).isGreaterThan(2 * SLACK);
        assertThat(usual.beside()).isBetween(0L, SLACK);
    }

    static Stream<Arguments> conversions() {
        byte[] payload = new byte[1 << 20];
        Stripe stripe =
                Stripe.builder(Codec.JPEG).wireHeader(WireHeader.ONE).payload(payload).build();
        byte[] frame =
                MixedMessage.first(64, 32, 1, 0)
                        .add(new Area(0, 0, 64, 32), MixedMessage.PICTURE, payload)
                        .bytes();
        return Stream.of(
                Arguments.of(stripe, byte[].class),
                Arguments.of(stripe, InputStream.class),
                Arguments.of(stripe, ByteBuffer.class),
                Arguments.of(payload, InputStream.class),
                Arguments.of(payload, ByteBuffer.class),
                Arguments.of(frame, MixedFrame.class),
                Arguments.of(frame, RelayFrame.class));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void aBodyIsConvertedWithoutAnotherCopy(Object body, Class<?> type) {
        TypeConverter converter = context.getTypeConverter();
        // The first time it has to be found.
        assertThat((Object) converter.convertTo(type, body)).isNotNull();
        long start = THREADS.getCurrentThreadAllocatedBytes();
        Object converted = converter.convertTo(type, body);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - start;

        assertThat(converted).isInstanceOf(type);
        assertThat(allocated).isBetween(0L, SLACK);
    }

    @ParameterizedTest
    @CsvSource({"png, 1", "jpeg, 1", "raw, 0"})
    void aSnapshotIsAnImageAndItsFile(String format, int files) {
        String uri = NOISE + "&operation=snapshot&pictureFormat=" + format;
        Object first = template.requestBody(uri, (Object) null);
        long start = THREADS.getCurrentThreadAllocatedBytes();
        Object second = template.requestBody(uri, (Object) null);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - start;

        assertThat(second).hasSameClassAs(first);
        assertThat(allocated - IMAGE - files * sizeOf(second)).isBetween(0L, SLACK);
    }
}
