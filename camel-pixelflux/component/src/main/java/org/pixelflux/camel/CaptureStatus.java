// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pixelflux.Capture;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.OptionWord;
import org.pixelflux.Pixelflux;

/** How a consumer is doing, as plain values that any data format can write. */
final class CaptureStatus {

    private CaptureStatus() {}

    static Map<String, Object> of(PixelfluxConsumer consumer) {
        CaptureStatistics statistics = consumer.getStatistics();
        Capture open = consumer.openCapture();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("captureId", consumer.getCaptureId());
        status.put("routeId", consumer.getRouteId());
        status.put("condition", consumer.getCondition());
        status.put("lastError", consumer.getLastError());
        CaptureSettings settings = consumer.lastSettings();
        status.put("source", settings.source().optionValue());
        status.put("mode", settings.mode().optionValue());
        status.put("encoder", encoder(consumer, settings));
        status.put("width", statistics.width());
        status.put("height", statistics.height());
        status.put("framesPerSecond", statistics.framesPerSecond());
        status.put("frames", statistics.frames());
        for (Codec codec : Codec.values()) {
            status.put(codec.word() + "Stripes", statistics.stripes(codec));
            status.put(codec.word() + "Bytes", statistics.bytes(codec));
        }
        status.put("mixedRectangles", statistics.rectangles());
        status.put("mixedBytes", statistics.mixedBytes());
        status.put("meanEncodeMicros", statistics.meanEncodeMicros());
        status.put("meanLatencyMicros", statistics.meanLatencyMicros());
        status.put("failedExchanges", statistics.failedExchanges());
        status.put("droppedStripes", statistics.droppedStripes());
        status.put("skippedFrames", statistics.skippedFrames());
        status.put("losses", statistics.losses());
        status.put("reconnects", statistics.reconnects());
        CaptureDescription description = consumer.description();
        if (description != null) {
            status.put("place", description.place());
            status.put("reading", description.reading());
            status.put("changes", description.changes());
            status.put("encoderVersion", description.encoder());
            status.put("encoderThreads", description.threads());
        }
        status.put("fallbacks", open == null ? List.of() : open.fallbacks());
        status.put("settings", open == null ? Map.of() : settings(open.settings()));
        return status;
    }

    private static String encoder(PixelfluxConsumer consumer, CaptureSettings settings) {
        return switch (consumer.delivery()) {
            case CHANGES -> "none";
            case PICTURE -> encoder(consumer.pictures().body());
            case SEGMENT -> h264(settings).orElse("none");
            case STRIPE, FRAME -> encoder(settings);
        };
    }

    private static String encoder(PictureBody body) {
        return switch (body) {
            case PNG -> "libdeflate";
            case JPEG -> "libjpeg-turbo";
            case WEBP -> "libwebp";
            case RAW -> "none";
        };
    }

    private static String encoder(CaptureSettings settings) {
        return switch (settings.mode()) {
            case JPEG -> "libjpeg-turbo";
            case H264 -> h264(settings).orElse("none");
            case MIXED -> {
                String exact = "libjpeg-turbo, libdeflate";
                yield settings.videoRectangles()
                        ? h264(settings).map(library -> exact + ", " + library).orElse(exact)
                        : exact;
            }
        };
    }

    private static Optional<String> h264(CaptureSettings settings) {
        return Pixelflux.h264Library(settings.h264Encoder());
    }

    /** Every option that has a value, words as in a URI. */
    private static Map<String, Object> settings(CaptureSettings settings) {
        Map<String, Object> values = new TreeMap<>();
        for (CaptureOption<?> option : CaptureOption.all()) {
            Object value = settings.get(option);
            if (value != null) {
                values.put(
                        option.name(),
                        value instanceof OptionWord word ? word.optionValue() : value);
            }
        }
        return values;
    }
}
