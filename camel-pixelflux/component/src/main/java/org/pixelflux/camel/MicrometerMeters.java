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
import org.apache.camel.spi.Registry;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.Codec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of one consumer; each has the tags camelContext, component and captureId. If the
 * registry fails, the log says so once, and this uses it no more.
 */
final class MicrometerMeters implements CaptureMeters {

    private static final Logger LOG = LoggerFactory.getLogger(MicrometerMeters.class);

    /** The name that camel-micrometer gives its registry, in case there are several. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private final MeterRegistry registry;
    private final Tags tags;
    private final CaptureStatistics statistics;
    private final List<Meter> meters = new ArrayList<>();

    /** Null until registered. */
    private @Nullable Timer encode;

    private @Nullable Timer latency;
    private volatile boolean broken;

    static CaptureMeters of(CamelContext context, PixelfluxConsumer consumer) {
        MeterRegistry registry = registry(context.getRegistry());
        if (registry == null) {
            return NONE;
        }
        MicrometerMeters meters = new MicrometerMeters(registry, context, consumer);
        try {
            meters.register(consumer);
            return meters;
        } catch (Exception | LinkageError e) {
            meters.close();
            LOG.warn("{} has no meters: the registry refuses them", consumer, e);
            return NONE;
        }
    }

    /** The registry that Camel's own meters go to, or null if there is none. */
    private static @Nullable MeterRegistry registry(Registry beans) {
        MeterRegistry named = beans.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        return named != null ? named : beans.findSingleByType(MeterRegistry.class);
    }

    private MicrometerMeters(
            MeterRegistry registry, CamelContext context, PixelfluxConsumer consumer) {
        this.registry = registry;
        this.tags =
                Tags.of(
                        "camelContext",
                        context.getName(),
                        "component",
                        StringHelper.before(consumer.getEndpoint().getEndpointUri(), ":"),
                        "captureId",
                        consumer.getCaptureId());
        this.statistics = consumer.getStatistics();
    }

    private void register(PixelfluxConsumer consumer) {
        counter("frames", null, "Frames delivered", tags, CaptureStatistics::frames);
        counter(
                "frames.skipped",
                null,
                "Frames at most that were not captured because the route was busy",
                tags,
                CaptureStatistics::skippedFrames);
        counter(
                "stripes.dropped",
                null,
                "Stripes and rectangles encoded, but not delivered since the capture was closed"
                        + " or paused",
                tags,
                CaptureStatistics::droppedStripes);
        counter(
                "exchanges.failed",
                null,
                "Exchanges that failed in the route, whether or not it handled that itself",
                tags,
                CaptureStatistics::failedExchanges);
        counter(
                "losses",
                null,
                "How often a capture was lost, or could not be opened again",
                tags,
                CaptureStatistics::losses);
        counter(
                "reconnects",
                null,
                "How often a lost capture was opened again",
                tags,
                CaptureStatistics::reconnects);
        for (Codec codec : Codec.values()) {
            Tags codecTags = tags.and("codec", codec.word());
            counter("stripes", null, "Stripes delivered", codecTags, s -> s.stripes(codec));
            counter(
                    "bytes",
                    BaseUnits.BYTES,
                    "Bytes of the stripes or frames delivered",
                    codecTags,
                    s -> s.bytes(codec));
        }
        Tags mixedTags = tags.and("codec", PixelfluxMessages.MIXED);
        counter(
                "rectangles",
                null,
                "Rectangles delivered",
                mixedTags,
                CaptureStatistics::rectangles);
        counter(
                "bytes",
                BaseUnits.BYTES,
                "Bytes of the stripes or frames delivered",
                mixedTags,
                CaptureStatistics::mixedBytes);
        keep(
                Gauge.builder("pixelflux.fallbacks", consumer, MicrometerMeters::fallbacks)
                        .description("What the open capture does without, at a cost")
                        .tags(tags)
                        .register(registry));
        keep(
                Gauge.builder("pixelflux.up", consumer, c -> c.isCapturing() ? 1 : 0)
                        .description("Whether a capture is open")
                        .tags(tags)
                        .register(registry));
        encode = timer("encode", "From the grab of a frame's pixels to its last encoded stripe");
        latency = timer("latency", "From the grab of the pixels to the exchange");
    }

    private static int fallbacks(PixelfluxConsumer consumer) {
        Capture open = consumer.openCapture();
        return open == null ? 0 : open.fallbacks().size();
    }

    private void counter(
            String name,
            @Nullable String unit,
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
        record(encode, nanos);
    }

    @Override
    public void exchanged(long nanos) {
        record(latency, nanos);
    }

    private void record(@Nullable Timer timer, long nanos) {
        if (timer == null || broken) {
            return;
        }
        try {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            broken = true;
            LOG.warn("Times are no longer recorded: {} has failed", timer.getId(), e);
        }
    }

    @Override
    public void close() {
        for (Meter meter : meters) {
            try {
                registry.remove(meter);
            } catch (Throwable e) {
                LOG.warn("{} stays in the registry, which has failed", meter.getId(), e);
            }
        }
    }
}
