// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What to capture and how to encode it: an immutable value for each {@link CaptureOption}, valid by
 * construction. Whether the region fits the screen is known only when a capture opens.
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

    /** The most frames a second. */
    public double fps() {
        return get(CaptureOption.FPS);
    }

    /** How stripes are encoded. */
    public Codec mode() {
        return get(CaptureOption.MODE);
    }

    /** Quality of JPEG stripes, 1 to 100. */
    public int jpegQuality() {
        return get(CaptureOption.JPEG_QUALITY);
    }

    /** Constant rate factor of H.264 stripes, 0 (best) to 51. */
    public int h264Crf() {
        return get(CaptureOption.H264_CRF);
    }

    /** Rows of a stripe; 0 means chosen by mode and height. */
    public int stripeHeight() {
        return get(CaptureOption.STRIPE_HEIGHT);
    }

    /** Chooses the synthetic picture. */
    public long syntheticSeed() {
        return get(CaptureOption.SYNTHETIC_SEED);
    }

    /** Percent of the synthetic picture's rows that change in each frame. */
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

        /** The X display, such as {@code :1}; empty means the environment variable DISPLAY. */
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

        /** The most frames a second, 1 to 240. */
        public Builder fps(double fps) {
            return set(CaptureOption.FPS, fps);
        }

        /** How stripes are encoded. */
        public Builder mode(Codec mode) {
            return set(CaptureOption.MODE, mode);
        }

        /** Quality of JPEG stripes, 1 to 100. */
        public Builder jpegQuality(int quality) {
            return set(CaptureOption.JPEG_QUALITY, quality);
        }

        /** Constant rate factor of H.264 stripes, 0 (best) to 51. */
        public Builder h264Crf(int crf) {
            return set(CaptureOption.H264_CRF, crf);
        }

        /** Rows of a stripe, a multiple of 16; 0 means chosen by mode and height. */
        public Builder stripeHeight(int rows) {
            return set(CaptureOption.STRIPE_HEIGHT, rows);
        }

        /** Chooses the synthetic picture. */
        public Builder syntheticSeed(long seed) {
            return set(CaptureOption.SYNTHETIC_SEED, seed);
        }

        /** Percent of the synthetic picture's rows that change in each frame, 0 to 100. */
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
            return settings;
        }
    }

    /**
     * Refuses a change of what a running capture cannot change.
     *
     * @throws IllegalArgumentException naming the option
     */
    void requireLiveChange(CaptureSettings next) {
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
