// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What to capture and how to encode it: an immutable value for each {@link CaptureOption}, valid by
 * construction. {@link CaptureOption#description} says in full what an option does. Whether the
 * region fits the screen is known only when a capture opens.
 *
 * <p>What is for H.264 (h264…, rateControl, bitrateKbps, vbvMultiplier) has no effect with mode
 * jpeg, and what is for JPEG (jpegQuality, paintOverJpegQuality, jpegAdaptiveStripes) none with
 * mode h264. It is kept, so that the mode can change while a capture runs.
 */
public final class CaptureSettings {

    private final Object[] values;

    private CaptureSettings(Object[] values) {
        this.values = values;
    }

    /** A builder that starts with every option's default. */
    public static Builder builder() {
        return new Builder(CaptureOption.all().stream().map(CaptureOption::defaultValue).toArray());
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(values.clone());
    }

    /** The value of an option; null if it is not set and has no default. */
    public <T> T get(CaptureOption<T> option) {
        return option.type().cast(values[option.index()]);
    }

    /** Where the pixels come from. */
    public Source source() {
        return get(CaptureOption.SOURCE);
    }

    /** The X display; empty means the environment variable DISPLAY. */
    public String display() {
        return get(CaptureOption.DISPLAY);
    }

    /** Left edge of the region, in pixels. */
    public int x() {
        return get(CaptureOption.X);
    }

    /** Top edge of the region, in pixels. */
    public int y() {
        return get(CaptureOption.Y);
    }

    /** Width of the region, in pixels; 0 if it is not set and so all of the source. */
    public int width() {
        return Objects.requireNonNullElse(get(CaptureOption.WIDTH), 0);
    }

    /** Height of the region, in pixels; 0 if it is not set and so all of the source. */
    public int height() {
        return Objects.requireNonNullElse(get(CaptureOption.HEIGHT), 0);
    }

    /** Whether the region follows the source when it is resized. */
    public boolean autoAdjustSize() {
        return get(CaptureOption.AUTO_ADJUST_SIZE);
    }

    /** The most frames a second. */
    public double fps() {
        return get(CaptureOption.FPS);
    }

    /** Whether the mouse pointer is drawn into the picture. */
    public boolean captureCursor() {
        return get(CaptureOption.CAPTURE_CURSOR);
    }

    /** Whether shape and position of the mouse pointer are told beside the picture. */
    public boolean cursorEvents() {
        return get(CaptureOption.CURSOR_EVENTS);
    }

    /** How stripes are encoded. */
    public Codec mode() {
        return get(CaptureOption.MODE);
    }

    /** Rows of a stripe; 0 means chosen by mode and height. */
    public int stripeHeight() {
        return get(CaptureOption.STRIPE_HEIGHT);
    }

    /** Quality of JPEG stripes, 1 to 100. */
    public int jpegQuality() {
        return get(CaptureOption.JPEG_QUALITY);
    }

    /** Quality of JPEG stripes that stayed still, 1 to 100. */
    public int paintOverJpegQuality() {
        return get(CaptureOption.PAINT_OVER_JPEG_QUALITY);
    }

    /** Whether what did not change is left out of JPEG stripes, above and below. */
    public boolean jpegAdaptiveStripes() {
        return get(CaptureOption.JPEG_ADAPTIVE_STRIPES);
    }

    /** Constant rate factor of H.264 stripes, 0 (best) to 51. */
    public int h264Crf() {
        return get(CaptureOption.H264_CRF);
    }

    /** Constant rate factor of H.264 stripes that stayed still, 0 (best) to 51. */
    public int h264PaintOverCrf() {
        return get(CaptureOption.H264_PAINT_OVER_CRF);
    }

    /** How many pictures an H.264 stripe that stayed still is sent. */
    public int h264PaintOverBurstFrames() {
        return get(CaptureOption.H264_PAINT_OVER_BURST_FRAMES);
    }

    /** Whether H.264 has a colour for every pixel (4:4:4). */
    public boolean h264FullColor() {
        return get(CaptureOption.H264_FULL_COLOR);
    }

    /** Whether H.264 has the whole picture in one stripe. */
    public boolean h264FullFrame() {
        return get(CaptureOption.H264_FULL_FRAME);
    }

    /** Whether H.264 stripes are joined where motion lasts. */
    public boolean h264AdaptiveStripes() {
        return get(CaptureOption.H264_ADAPTIVE_STRIPES);
    }

    /** Whether every H.264 stripe is sent in every frame, changed or not. */
    public boolean h264StreamingMode() {
        return get(CaptureOption.H264_STREAMING_MODE);
    }

    /** What H.264 stripes keep constant. */
    public RateControl rateControl() {
        return get(CaptureOption.RATE_CONTROL);
    }

    /** Thousands of bits a second of all H.264 stripes together. */
    public int bitrateKbps() {
        return get(CaptureOption.BITRATE_KBPS);
    }

    /** How much H.264 may be sent at once, in frames of what the bit rate yields. */
    public double vbvMultiplier() {
        return get(CaptureOption.VBV_MULTIPLIER);
    }

    /** Whether a stripe that stayed still is sent once more, at its paint-over quality. */
    public boolean usePaintOverQuality() {
        return get(CaptureOption.USE_PAINT_OVER_QUALITY);
    }

    /** Frames that a stripe must stay still to be sent once more. */
    public int paintOverTriggerFrames() {
        return get(CaptureOption.PAINT_OVER_TRIGGER_FRAMES);
    }

    /** Changed frames in a row that make a stripe damaged; 0 means never. */
    public int damageBlockThreshold() {
        return get(CaptureOption.DAMAGE_BLOCK_THRESHOLD);
    }

    /** Still frames that restore the quality of a damaged JPEG stripe. */
    public int damageBlockDuration() {
        return get(CaptureOption.DAMAGE_BLOCK_DURATION);
    }

    /** Seconds within which every stripe is sent whole; 0 means only on demand. */
    public double keyframeIntervalSeconds() {
        return get(CaptureOption.KEYFRAME_INTERVAL_SECONDS);
    }

    /** The most threads that encode at a time; 0 means as many as the JVM has processors. */
    public int encoderThreads() {
        return get(CaptureOption.ENCODER_THREADS);
    }

    /** Whether a stripe is its payload alone, without the wire header. */
    public boolean omitStripeHeaders() {
        return get(CaptureOption.OMIT_STRIPE_HEADERS);
    }

    /** The PNG file of the watermark; empty means none. */
    public String watermarkPath() {
        return get(CaptureOption.WATERMARK_PATH);
    }

    /** Where the watermark is drawn. */
    public WatermarkLocation watermarkLocation() {
        return get(CaptureOption.WATERMARK_LOCATION);
    }

    /** What the synthetic picture shows. */
    public SyntheticPattern syntheticPattern() {
        return get(CaptureOption.SYNTHETIC_PATTERN);
    }

    /** Chooses the synthetic picture. */
    public long syntheticSeed() {
        return get(CaptureOption.SYNTHETIC_SEED);
    }

    /**
     * Percent of the synthetic picture's rows that its pattern moves; see {@link SyntheticPattern}.
     */
    public double syntheticChange() {
        return get(CaptureOption.SYNTHETIC_CHANGE);
    }

    /**
     * Every set option in table order, a {@code name=value} line each: how settings cross to C++.
     */
    String toNativeText() {
        StringBuilder text = new StringBuilder();
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (get(option) != null) {
                text.append(option.name()).append('=').append(valueText(option)).append('\n');
            }
        }
        return text.toString();
    }

    private <T> String valueText(CaptureOption<T> option) {
        return option.format(get(option));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CaptureSettings that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The options that differ from their defaults. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "CaptureSettings{", "}");
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (!Objects.equals(get(option), option.defaultValue())) {
                text.add(option.name() + "=" + valueText(option));
            }
        }
        return text.toString();
    }

    /**
     * Collects settings. A setter refuses a bad value with an IllegalArgumentException that has the
     * option's name, the value and the range; {@link #build} refuses values that do not go
     * together.
     */
    public static final class Builder {

        private final Object[] values;

        private Builder(Object[] values) {
            this.values = values;
        }

        /** Sets any option by its row of the table. */
        public <T> Builder set(CaptureOption<T> option, T value) {
            values[option.index()] = option.check(value);
            return this;
        }

        /**
         * Sets any option by its name from text.
         *
         * @throws IllegalArgumentException also if no option has that name
         */
        public Builder set(String name, String value) {
            return parseAndSet(CaptureOption.named(name), value);
        }

        private <T> Builder parseAndSet(CaptureOption<T> option, String value) {
            return set(option, option.parse(value));
        }

        /** Where the pixels come from. */
        public Builder source(Source source) {
            return set(CaptureOption.SOURCE, source);
        }

        /**
         * The X display, in any form that X clients take: {@code :1}, {@code unix:1}, {@code
         * host:1}, {@code [::1]:1}, {@code tcp/host:1}, each with or without a screen such as
         * {@code .0}, or the path of its socket; empty means the environment variable DISPLAY. Over
         * TCP a server that vanishes with its machine or network is lost after 20 s, at most 40.
         */
        public Builder display(String display) {
            return set(CaptureOption.DISPLAY, display);
        }

        /** Left edge of the region, in pixels. */
        public Builder x(int x) {
            return set(CaptureOption.X, x);
        }

        /** Top edge of the region, in pixels. */
        public Builder y(int y) {
            return set(CaptureOption.Y, y);
        }

        /** Width of the region, in pixels, 1 to 16384. */
        public Builder width(int width) {
            return set(CaptureOption.WIDTH, width);
        }

        /** Height of the region, in pixels, 1 to 16384. */
        public Builder height(int height) {
            return set(CaptureOption.HEIGHT, height);
        }

        /** Whether the region follows the source when it is resized. */
        public Builder autoAdjustSize(boolean follow) {
            return set(CaptureOption.AUTO_ADJUST_SIZE, follow);
        }

        /** The most frames a second, 1 to 240. */
        public Builder fps(double fps) {
            return set(CaptureOption.FPS, fps);
        }

        /** Whether the mouse pointer is drawn into the picture. */
        public Builder captureCursor(boolean draw) {
            return set(CaptureOption.CAPTURE_CURSOR, draw);
        }

        /** Whether shape and position of the mouse pointer are told beside the picture. */
        public Builder cursorEvents(boolean tell) {
            return set(CaptureOption.CURSOR_EVENTS, tell);
        }

        /** How stripes are encoded. */
        public Builder mode(Codec mode) {
            return set(CaptureOption.MODE, mode);
        }

        /** Rows of a stripe, a multiple of 16; 0 means chosen by mode and height. */
        public Builder stripeHeight(int rows) {
            return set(CaptureOption.STRIPE_HEIGHT, rows);
        }

        /** Quality of JPEG stripes, 1 to 100. */
        public Builder jpegQuality(int quality) {
            return set(CaptureOption.JPEG_QUALITY, quality);
        }

        /** Quality of JPEG stripes that stayed still, 1 to 100. */
        public Builder paintOverJpegQuality(int quality) {
            return set(CaptureOption.PAINT_OVER_JPEG_QUALITY, quality);
        }

        /** Whether what did not change is left out of JPEG stripes, above and below. */
        public Builder jpegAdaptiveStripes(boolean adaptive) {
            return set(CaptureOption.JPEG_ADAPTIVE_STRIPES, adaptive);
        }

        /** Constant rate factor of H.264 stripes, 0 (best) to 51. */
        public Builder h264Crf(int crf) {
            return set(CaptureOption.H264_CRF, crf);
        }

        /** Constant rate factor of H.264 stripes that stayed still, 0 (best) to 51. */
        public Builder h264PaintOverCrf(int crf) {
            return set(CaptureOption.H264_PAINT_OVER_CRF, crf);
        }

        /** How many pictures an H.264 stripe that stayed still is sent, 1 to 1000. */
        public Builder h264PaintOverBurstFrames(int frames) {
            return set(CaptureOption.H264_PAINT_OVER_BURST_FRAMES, frames);
        }

        /** Whether H.264 has a colour for every pixel (4:4:4). */
        public Builder h264FullColor(boolean full) {
            return set(CaptureOption.H264_FULL_COLOR, full);
        }

        /** Whether H.264 has the whole picture in one stripe. */
        public Builder h264FullFrame(boolean full) {
            return set(CaptureOption.H264_FULL_FRAME, full);
        }

        /** Whether H.264 stripes are joined where motion lasts. */
        public Builder h264AdaptiveStripes(boolean adaptive) {
            return set(CaptureOption.H264_ADAPTIVE_STRIPES, adaptive);
        }

        /** Whether every H.264 stripe is sent in every frame, changed or not. */
        public Builder h264StreamingMode(boolean streaming) {
            return set(CaptureOption.H264_STREAMING_MODE, streaming);
        }

        /** What H.264 stripes keep constant. */
        public Builder rateControl(RateControl rateControl) {
            return set(CaptureOption.RATE_CONTROL, rateControl);
        }

        /** Thousands of bits a second of all H.264 stripes together, 50 to 1000000. */
        public Builder bitrateKbps(int kbps) {
            return set(CaptureOption.BITRATE_KBPS, kbps);
        }

        /** How much H.264 may be sent at once, in frames of what the bit rate yields, 1 to 1000. */
        public Builder vbvMultiplier(double frames) {
            return set(CaptureOption.VBV_MULTIPLIER, frames);
        }

        /** Whether a stripe that stayed still is sent once more, at its paint-over quality. */
        public Builder usePaintOverQuality(boolean paintOver) {
            return set(CaptureOption.USE_PAINT_OVER_QUALITY, paintOver);
        }

        /** Frames that a stripe must stay still to be sent once more, 1 to 1000000. */
        public Builder paintOverTriggerFrames(int frames) {
            return set(CaptureOption.PAINT_OVER_TRIGGER_FRAMES, frames);
        }

        /** Changed frames in a row that make a stripe damaged, up to 1000000; 0 means never. */
        public Builder damageBlockThreshold(int frames) {
            return set(CaptureOption.DAMAGE_BLOCK_THRESHOLD, frames);
        }

        /** Still frames that restore the quality of a damaged JPEG stripe, 1 to 1000000. */
        public Builder damageBlockDuration(int frames) {
            return set(CaptureOption.DAMAGE_BLOCK_DURATION, frames);
        }

        /** Seconds within which every stripe is sent whole, up to 86400; 0 means only on demand. */
        public Builder keyframeIntervalSeconds(double seconds) {
            return set(CaptureOption.KEYFRAME_INTERVAL_SECONDS, seconds);
        }

        /**
         * The most threads that encode stripes of this capture at a time, the one that asks for
         * frames included, 1 to 256; 0 means as many as the JVM has processors when the capture
         * opens ({@link Runtime#availableProcessors}). Beside the threads that ask for frames a
         * process has as many as the capture with the most needs, shared by all, until the last
         * capture closes.
         */
        public Builder encoderThreads(int threads) {
            return set(CaptureOption.ENCODER_THREADS, threads);
        }

        /** Whether a stripe is its payload alone, without the wire header. */
        public Builder omitStripeHeaders(boolean omit) {
            return set(CaptureOption.OMIT_STRIPE_HEADERS, omit);
        }

        /** The PNG file of the watermark; empty means none. */
        public Builder watermarkPath(String path) {
            return set(CaptureOption.WATERMARK_PATH, path);
        }

        /** Where the watermark is drawn; anything but NONE needs a path. */
        public Builder watermarkLocation(WatermarkLocation location) {
            return set(CaptureOption.WATERMARK_LOCATION, location);
        }

        /** What the synthetic picture shows. */
        public Builder syntheticPattern(SyntheticPattern pattern) {
            return set(CaptureOption.SYNTHETIC_PATTERN, pattern);
        }

        /** Chooses the synthetic picture. */
        public Builder syntheticSeed(long seed) {
            return set(CaptureOption.SYNTHETIC_SEED, seed);
        }

        /** Percent of the synthetic picture's rows that its pattern moves, 0 to 100. */
        public Builder syntheticChange(double percent) {
            return set(CaptureOption.SYNTHETIC_CHANGE, percent);
        }

        /**
         * The settings collected so far; the builder can be used on.
         *
         * @throws IllegalArgumentException if values do not go together
         */
        public CaptureSettings build() {
            CaptureSettings settings = new CaptureSettings(values.clone());
            int rows = settings.stripeHeight();
            if (settings.mode() == Codec.H264 && rows != 0 && rows < 64) {
                throw new IllegalArgumentException(
                        "stripeHeight: "
                                + rows
                                + " is out of range, allowed with mode=h264: 0 or a multiple of 16"
                                + " in 64..4096");
            }
            WatermarkLocation location = settings.watermarkLocation();
            if (location != WatermarkLocation.NONE && settings.watermarkPath().isEmpty()) {
                throw new IllegalArgumentException(
                        "watermarkLocation: "
                                + location.optionValue()
                                + " needs watermarkPath, a PNG file");
            }
            return settings;
        }
    }

    /**
     * Refuses a change of what a running capture cannot change.
     *
     * @throws IllegalArgumentException naming the option
     */
    public void requireLiveChange(CaptureSettings next) {
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (!option.isLive() && !Objects.equals(get(option), next.get(option))) {
                throw new IllegalArgumentException(
                        option.name()
                                + ": cannot change from "
                                + valueText(option)
                                + " to "
                                + next.valueText(option)
                                + " while capturing; open a new capture");
            }
        }
    }
}
