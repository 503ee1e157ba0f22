// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.pixelflux.Codec;

/** The meters of one consumer; each has the tag {@value #CAPTURE_ID}. */
final class MicrometerMeters implements CaptureMeters {

    private static final String CAPTURE_ID = "captureId";

    private final MeterRegistry registry;
    private final Tags tags;
    private final CaptureStatistics statistics;
    private final List<Meter> meters = new ArrayList<>();
    private final Timer encode;
    private final Timer latency;

    static CaptureMeters of(CamelContext context, PixelfluxConsumer consumer) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        return registry == null ? NONE : new MicrometerMeters(registry, consumer);
    }

    private MicrometerMeters(MeterRegistry registry, PixelfluxConsumer consumer) {
        this.registry = registry;
        this.tags = Tags.of(CAPTURE_ID, consumer.getCaptureId());
        this.statistics = consumer.getStatistics();
        counter("frames", null, "Frames delivered", tags, CaptureStatistics::frames);
        counter(
                "frames.skipped",
                null,
                "Times for a frame that passed while the route was busy",
                tags,
                CaptureStatistics::skippedFrames);
        counter(
                "stripes.dropped",
                null,
                "Stripes encoded, but not delivered since the capture was closed",
                tags,
                CaptureStatistics::droppedStripes);
        counter(
                "exchanges.failed",
                null,
                "Exchanges that ended with an exception",
                tags,
                CaptureStatistics::failedExchanges);
        counter(
                "reconnects",
                null,
                "How often a lost capture was opened again",
                tags,
                CaptureStatistics::reconnects);
        for (Codec codec : Codec.values()) {
            Tags codecTags = tags.and("codec", codec.optionValue());
            counter("stripes", null, "Stripes delivered", codecTags, s -> s.stripes(codec));
            counter(
                    "bytes",
                    BaseUnits.BYTES,
                    "Bytes of the stripes",
                    codecTags,
                    s -> s.bytes(codec));
        }
        keep(
                Gauge.builder("pixelflux.up", consumer, c -> c.isCapturing() ? 1 : 0)
                        .description("Whether a capture is open")
                        .tags(tags)
                        .register(registry));
        encode = timer("encode", "From the grab of a frame's pixels to its last encoded stripe");
        latency = timer("latency", "From the grab of the pixels to the exchange");
    }

    private void counter(
            String name,
            String unit,
            String description,
            Tags counterTags,
            ToDoubleFunction<CaptureStatistics> value) {
        keep(
                FunctionCounter.builder("pixelflux." + name, statistics, value)
                        .baseUnit(unit)
                        .description(description)
                        .tags(counterTags)
                        .register(registry));
    }

    private Timer timer(String name, String description) {
        Timer timer =
                Timer.builder("pixelflux." + name)
                        .description(description)
                        .tags(tags)
                        .register(registry);
        keep(timer);
        return timer;
    }

    private void keep(Meter meter) {
        meters.add(meter);
    }

    @Override
    public void encoded(long nanos) {
        encode.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void exchanged(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
