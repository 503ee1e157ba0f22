// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.pixelflux.ValueRange.booleans;
import static org.pixelflux.ValueRange.decimals;
import static org.pixelflux.ValueRange.integers;
import static org.pixelflux.ValueRange.longs;
import static org.pixelflux.ValueRange.oneOf;
import static org.pixelflux.ValueRange.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One row of the option table: name, type, default, range, description. Every value of a capture's
 * settings is read and checked here, whether it comes from Java, a command line or a URI; the names
 * are the same everywhere.
 *
 * @param <T> the type of the option's values
 */
public final class CaptureOption<T> {

    private static final List<CaptureOption<?>> TABLE = new ArrayList<>();

    public static final CaptureOption<Source> SOURCE =
            fixed(
                    "source",
                    Source.SCREEN,
                    oneOf(Source.class),
                    "Where the pixels come from: an X11 screen, or a synthetic moving picture that"
                            + " needs no display.");

    public static final CaptureOption<String> DISPLAY =
            fixed(
                    "display",
                    "",
                    text("an X display name such as :1, or empty for $DISPLAY"),
                    "The X display to capture, such as :1, unix:1, host:1, [::1]:1, tcp/host:1 or"
                            + " the path of its socket. Empty: the environment variable DISPLAY"
                            + " names it.");

    public static final CaptureOption<Integer> X =
            live("x", 0, integers(0, 32767), "Left edge of the captured region, in pixels.");

    public static final CaptureOption<Integer> Y =
            live("y", 0, integers(0, 32767), "Top edge of the captured region, in pixels.");

    public static final CaptureOption<Integer> WIDTH =
            live(
                    "width",
                    null,
                    integers(1, 16384),
                    "Width of the captured region, in pixels; must fit the source after x. Unset:"
                            + " all that is there of the source (synthetic: 1920).");

    public static final CaptureOption<Integer> HEIGHT =
            live(
                    "height",
                    null,
                    integers(1, 16384),
                    "Height of the captured region, in pixels; must fit the source after y. Unset:"
                            + " all that is there of the source (synthetic: 1080).");

    public static final CaptureOption<Boolean> AUTO_ADJUST_SIZE =
            live(
                    "autoAdjustSize",
                    false,
                    booleans(),
                    "Follow the source when it is resized: an unset width or height is all that is"
                            + " there, a set one as much of it as fits. Off: a region that no"
                            + " longer fits ends the capture with a retryable error.");

    public static final CaptureOption<Double> FPS =
            live(
                    "fps",
                    60.0,
                    decimals(1, 240),
                    "The most frames a second. A calm screen sends none.");

    public static final CaptureOption<Boolean> CAPTURE_CURSOR =
            live("captureCursor", false, booleans(), "Draw the mouse pointer into the picture.");

    public static final CaptureOption<Boolean> CURSOR_EVENTS =
            live(
                    "cursorEvents",
                    false,
                    booleans(),
                    "Tell shape and position of the mouse pointer beside the picture.");

    public static final CaptureOption<Codec> MODE =
            live(
                    "mode",
                    Codec.JPEG,
                    oneOf(Codec.class),
                    "How stripes are encoded: an image each, or a video stream a stripe row.");

    public static final CaptureOption<Integer> STRIPE_HEIGHT =
            live(
                    "stripeHeight",
                    0,
                    integers(
                            "0 or a multiple of 16 in 16..4096",
                            value -> value >= 0 && value <= 4096 && value % 16 == 0),
                    "Rows of a stripe; with mode=h264 at least 64. 0: chosen by mode and height.");

    public static final CaptureOption<Integer> JPEG_QUALITY =
            live(
                    "jpegQuality",
                    85,
                    integers(1, 100),
                    "Quality of JPEG stripes; higher is better and larger.");

    public static final CaptureOption<Integer> PAINT_OVER_JPEG_QUALITY =
            live(
                    "paintOverJpegQuality",
                    95,
                    integers(1, 100),
                    "With usePaintOverQuality, the quality of a JPEG stripe that stayed still; one"
                            + " that changes starts at it and falls by one a frame down to"
                            + " jpegQuality. The better of both counts.");

    public static final CaptureOption<Boolean> JPEG_ADAPTIVE_STRIPES =
            live(
                    "jpegAdaptiveStripes",
                    true,
                    booleans(),
                    "Leave out of a JPEG stripe what did not change above and below, in steps of"
                            + " 16 rows. Off, or with stripeHeight: always all rows of a"
                            + " stripe.");

    public static final CaptureOption<Integer> H264_CRF =
            live(
                    "h264Crf",
                    25,
                    integers(0, 51),
                    "Constant rate factor of H.264 stripes; lower is better and larger. With"
                            + " rateControl=cbr, how far a still picture is refined.");

    public static final CaptureOption<Integer> H264_PAINT_OVER_CRF =
            live(
                    "h264PaintOverCrf",
                    18,
                    integers(0, 51),
                    "With usePaintOverQuality, the constant rate factor of an H.264 stripe that"
                            + " stayed still. The lower of it and h264Crf counts.");

    public static final CaptureOption<Integer> H264_PAINT_OVER_BURST_FRAMES =
            live(
                    "h264PaintOverBurstFrames",
                    5,
                    integers(1, 1000),
                    "How many pictures an H.264 stripe that stayed still is sent at"
                            + " h264PaintOverCrf, the first a key frame. A change cuts them"
                            + " short.");

    public static final CaptureOption<Boolean> H264_FULL_COLOR =
            live(
                    "h264FullColor",
                    false,
                    booleans(),
                    "H.264 with a colour for every pixel (4:4:4, full range, High 4:4:4"
                            + " Predictive): crisp coloured text, larger. Off: one for four"
                            + " pixels (4:2:0).");

    public static final CaptureOption<Boolean> H264_FULL_FRAME =
            live(
                    "h264FullFrame",
                    false,
                    booleans(),
                    "H.264 of the whole picture as one stripe and one stream; stripeHeight is not"
                            + " used then.");

    public static final CaptureOption<Boolean> H264_ADAPTIVE_STRIPES =
            live(
                    "h264AdaptiveStripes",
                    true,
                    booleans(),
                    "Join H.264 stripes where motion lasts, and cut them again where it does not."
                            + " Not with stripeHeight, h264FullFrame, h264StreamingMode or"
                            + " rateControl=cbr.");

    public static final CaptureOption<Boolean> H264_STREAMING_MODE =
            live(
                    "h264StreamingMode",
                    false,
                    booleans(),
                    "Send every H.264 stripe in every frame, changed or not, at fps. Nothing is"
                            + " painted over then.");

    public static final CaptureOption<RateControl> RATE_CONTROL =
            live(
                    "rateControl",
                    RateControl.CRF,
                    oneOf(RateControl.class),
                    "What H.264 stripes keep constant: the quality of h264Crf (crf) or the bits a"
                            + " second of bitrateKbps (cbr).");

    public static final CaptureOption<Integer> BITRATE_KBPS =
            live(
                    "bitrateKbps",
                    4000,
                    integers(50, 1_000_000),
                    "With rateControl=cbr, thousands of bits a second, for all stripes together.");

    public static final CaptureOption<Double> VBV_MULTIPLIER =
            live(
                    "vbvMultiplier",
                    1.5,
                    decimals(1, 1000),
                    "With rateControl=cbr, how much may be sent at once, in frames: one has what the"
                            + " bit rate yields from frame to frame. Dearer ones make the next wait.");

    public static final CaptureOption<Boolean> USE_PAINT_OVER_QUALITY =
            live(
                    "usePaintOverQuality",
                    false,
                    booleans(),
                    "Send a stripe that stayed still once more, at its paint-over quality. Off: a"
                            + " still screen sends nothing.");

    public static final CaptureOption<Integer> PAINT_OVER_TRIGGER_FRAMES =
            live(
                    "paintOverTriggerFrames",
                    10,
                    integers(1, 1_000_000),
                    "With usePaintOverQuality, how long a stripe must stay still before it is sent"
                            + " once more, in frames at fps.");

    public static final CaptureOption<Integer> DAMAGE_BLOCK_THRESHOLD =
            live(
                    "damageBlockThreshold",
                    15,
                    integers(0, 1_000_000),
                    "A stripe that changed in so many frames in a row is damaged. 0: none is.");

    public static final CaptureOption<Integer> DAMAGE_BLOCK_DURATION =
            live(
                    "damageBlockDuration",
                    30,
                    integers(1, 1_000_000),
                    "How long a damaged JPEG stripe must stay still before its quality is restored,"
                            + " in frames at fps.");

    public static final CaptureOption<Double> KEYFRAME_INTERVAL_SECONDS =
            live(
                    "keyframeIntervalSeconds",
                    0.0,
                    decimals(0, 86400),
                    "Send every stripe whole, decodable by itself, at least so often, even if it is"
                            + " still; in seconds. 0: only on demand.");

    public static final CaptureOption<Integer> ENCODER_THREADS =
            live(
                    "encoderThreads",
                    0,
                    integers(0, 256),
                    "The most threads that encode stripes of this capture at a time, its own"
                            + " included. The captures of a process share them, and there are as"
                            + " many as the largest one may use. 0: as many as the JVM has"
                            + " processors.");

    public static final CaptureOption<Boolean> OMIT_STRIPE_HEADERS =
            live(
                    "omitStripeHeaders",
                    false,
                    booleans(),
                    "Leave the wire header away (6 bytes of JPEG, 10 of H.264), so that a stripe is"
                            + " its payload alone.");

    public static final CaptureOption<String> WATERMARK_PATH =
            live(
                    "watermarkPath",
                    "",
                    text("a PNG file's path"),
                    "The PNG file, with alpha, that is drawn over the picture where"
                            + " watermarkLocation says. Empty: none.");

    public static final CaptureOption<WatermarkLocation> WATERMARK_LOCATION =
            live(
                    "watermarkLocation",
                    WatermarkLocation.NONE,
                    oneOf(WatermarkLocation.class),
                    "Where the watermark is drawn; needs watermarkPath. animated: it moves 2 pixels"
                            + " a frame and bounces off the edges. none: nowhere.");

    public static final CaptureOption<SyntheticPattern> SYNTHETIC_PATTERN =
            fixed(
                    "syntheticPattern",
                    SyntheticPattern.SHIFT,
                    oneOf(SyntheticPattern.class),
                    "What the synthetic picture shows.");

    public static final CaptureOption<Long> SYNTHETIC_SEED =
            fixed("syntheticSeed", 1L, longs(), "Chooses the synthetic picture.");

    public static final CaptureOption<Double> SYNTHETIC_CHANGE =
            fixed(
                    "syntheticChange",
                    10.0,
                    decimals(0, 100),
                    "Percent of the synthetic picture's rows that its pattern moves in each frame:"
                            + " those in the middle. chart moves none.");

    private final int index;
    private final String name;
    private final T defaultValue;
    private final ValueRange<T> range;
    private final String description;
    private final boolean live;

    private CaptureOption(
            String name, T defaultValue, ValueRange<T> range, String description, boolean live) {
        this.index = TABLE.size();
        this.name = name;
        this.defaultValue = defaultValue;
        this.range = range;
        this.description = description;
        this.live = live;
    }

    /** A row that {@link ScreenCapture#update} may change. */
    private static <T> CaptureOption<T> live(
            String name, T defaultValue, ValueRange<T> range, String description) {
        return row(new CaptureOption<>(name, defaultValue, range, description, true));
    }

    /** A row that names or shapes the source, so that only a new capture can change it. */
    private static <T> CaptureOption<T> fixed(
            String name, T defaultValue, ValueRange<T> range, String description) {
        return row(new CaptureOption<>(name, defaultValue, range, description, false));
    }

    private static <T> CaptureOption<T> row(CaptureOption<T> option) {
        TABLE.add(option);
        return option;
    }

    /** Every option, in table order. The list cannot be changed. */
    public static List<CaptureOption<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    /**
     * The option of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static CaptureOption<?> named(String name) {
        for (CaptureOption<?> option : TABLE) {
            if (option.name.equals(name)) {
                return option;
            }
        }
        throw new IllegalArgumentException(
                "unknown option '"
                        + name
                        + "', known options: "
                        + TABLE.stream()
                                .map(CaptureOption::name)
                                .collect(Collectors.joining(", ")));
    }

    /** The name, the same in Java, in a URI and on a command line. */
    public String name() {
        return name;
    }

    /** The class of the option's values. */
    public Class<T> type() {
        return range.type();
    }

    /**
     * The value of settings that do not name this option; null if no value says the same, as with
     * width and height, which then mean all of the source.
     */
    public T defaultValue() {
        return defaultValue;
    }

    /** The default as {@link #parse} reads it, for manuals; empty if there is none. */
    public String defaultText() {
        return defaultValue == null ? "" : format(defaultValue);
    }

    /** The allowed values, as error messages and manuals show them, such as {@code 1..100}. */
    public String range() {
        return range.text();
    }

    /** What the option does, in one or two sentences. */
    public String description() {
        return description;
    }

    /**
     * Reads and checks a value.
     *
     * @throws IllegalArgumentException if the text cannot be read or the value is out of range; the
     *     message has the option's name, the value and the range
     */
    public T parse(String text) {
        return range.parse(name, Objects.requireNonNull(text, name));
    }

    /** The option's name. */
    @Override
    public String toString() {
        return name;
    }

    T check(T value) {
        return range.check(name, Objects.requireNonNull(value, name));
    }

    String format(T value) {
        return range.writer().apply(value);
    }

    boolean isLive() {
        return live;
    }

    /** Position in the table. */
    int index() {
        return index;
    }
}
