// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by CaptureOption.java.ftl: edit those.
package org.pixelflux;

import static org.pixelflux.ValueRange.booleans;
import static org.pixelflux.ValueRange.decimals;
import static org.pixelflux.ValueRange.integers;
import static org.pixelflux.ValueRange.longs;
import static org.pixelflux.ValueRange.multiples;
import static org.pixelflux.ValueRange.oneOf;
import static org.pixelflux.ValueRange.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the option table: name, type, default, range, description. Every value of a capture's
 * settings is read and checked here, whether it comes from Java, a command line or a URI; the names
 * are the same everywhere.
 *
 * @param <T> the type of the option's values
 */
public final class CaptureOption<T> {

    private static final List<CaptureOption<?>> TABLE = new ArrayList<>();

    /**
     * Where the pixels come from.
     */
    public static final CaptureOption<Source> SOURCE =
            fixed(
                    "source",
                    Source.SCREEN,
                    oneOf(Source.class),
                    "Where the pixels come from. x11 captures an X11 display, wayland an output "
                    + "of a Wayland compositor that lets clients copy it (sway, labwc, wayfire, "
                    + "Hyprland). screen takes X11 if display is set, or DISPLAY names anything "
                    + "but a rootless Xwayland; else WAYLAND_DISPLAY's compositor. portal is a "
                    + "screen or window that the user of a desktop such as GNOME or KDE picks in "
                    + "a dialog, as a stream of PipeWire; the first frame comes when he has "
                    + "consented, and CONSENT is the error if he does not. synthetic draws a "
                    + "moving picture by itself and needs no display, which is meant for tests "
                    + "and first tries; frames are what a program pushes to the input that the "
                    + "option input names.");

    /**
     * The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in brackets),
     * tcp/host:1 or the path of its socket.
     */
    public static final CaptureOption<String> DISPLAY =
            fixed(
                    "display",
                    "",
                    text("an X display name such as :1, or empty for $DISPLAY; with the source wayland the name or path of a compositor's socket, or empty for $WAYLAND_DISPLAY; with the source portal the address of the session bus, or empty for $DBUS_SESSION_BUS_ADDRESS"),
                    "The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in "
                    + "brackets), tcp/host:1 or the path of its socket. Each may end in a screen "
                    + "such as .0. Empty: the environment variable DISPLAY names it. With the "
                    + "source wayland it names the compositor's socket instead, such as "
                    + "wayland-1 or a path; empty: as WAYLAND_DISPLAY says. With the source "
                    + "portal it is the address of the session bus, such as "
                    + "unix:path=/run/user/1000/bus; empty: as DBUS_SESSION_BUS_ADDRESS says, or "
                    + "XDG_RUNTIME_DIR. The source synthetic does not use it. Over TCP a server "
                    + "that vanishes with its machine or network is lost after 20 s, at most 40.");

    /**
     * The monitor of the display to capture: on X11 by the name that xrandr --listmonitors shows,
     * also of one that somebody named; on Wayland the output by the name that its compositor gives
     * it.
     */
    public static final CaptureOption<String> MONITOR =
            fixed(
                    "monitor",
                    "",
                    text("a monitor's name such as HDMI-1, or empty for all of the screen, with the source wayland for the first output"),
                    "The monitor of the display to capture: on X11 by the name that xrandr "
                    + "--listmonitors shows, also of one that somebody named; on Wayland the "
                    + "output by the name that its compositor gives it. Empty: all of an X11 "
                    + "screen, the first output of a Wayland compositor. With the sources "
                    + "portal, synthetic and frames it is refused. x and y count from its "
                    + "corner. It is followed when it is moved, and with autoAdjustSize when it "
                    + "is resized. A monitor that is not there, or goes, is a retryable error. "
                    + "Display in Java lists them.");

    /**
     * The window of the display to capture, by the number that xdotool or Display in Java tells; 0:
     * none.
     */
    public static final CaptureOption<Long> WINDOW_ID =
            fixed(
                    "windowId",
                    0L,
                    longs(0L, 4294967295L),
                    "The window of the display to capture, by the number that xdotool or Display "
                    + "in Java tells; 0: none. All of the window is captured, also what others "
                    + "cover, without the frame of a window manager (X11's Composite extension). "
                    + "x and y count from its corner. It is followed when it is moved, and with "
                    + "autoAdjustSize when it is resized. While it is not shown, the picture "
                    + "stays as it was. When its program closes it, the capture ends with an "
                    + "error of its own, the code WINDOW.");

    /**
     * The window of the display to capture, as windowId, by its whole title when the capture opens.
     */
    public static final CaptureOption<String> WINDOW_TITLE =
            fixed(
                    "windowTitle",
                    "",
                    text("a whole title, or empty for none"),
                    "The window of the display to capture, as windowId, by its whole title when "
                    + "the capture opens. If several windows have it, the error lists them with "
                    + "their numbers.");

    /**
     * With source=frames, the name of the input to which a program pushes frames: with a
     * FrameInput, or a route that ends at pixelflux:frames with the same input.
     */
    public static final CaptureOption<String> INPUT =
            fixed(
                    "input",
                    "",
                    text("any name, such as cam"),
                    "With source=frames, the name of the input to which a program pushes frames: "
                    + "with a FrameInput, or a route that ends at pixelflux:frames with the same "
                    + "input. Who pushes and who captures may come in any order, and any number "
                    + "may capture. The first frame says how large the source is; a frame of "
                    + "another size resizes it (autoAdjustSize).");

    /**
     * With source=portal, the file that keeps the token with which the desktop shows the same
     * screen again without asking its user.
     */
    public static final CaptureOption<String> RESTORE_TOKEN_FILE =
            fixed(
                    "restoreTokenFile",
                    "",
                    text("a file's path, or empty for none"),
                    "With source=portal, the file that keeps the token with which the desktop "
                    + "shows the same screen again without asking its user. It is read when the "
                    + "capture opens, if it is there, and written anew when the user has "
                    + "consented: a token serves once. Who has it can see the screen, so only "
                    + "the owner can read the file, and nothing else says it. Two captures at a "
                    + "time need two files.");

    /**
     * The left edge of the captured region, in pixels from the left of the source.
     */
    public static final CaptureOption<Integer> X =
            live(
                    "x",
                    0,
                    integers(0, 32767),
                    "The left edge of the captured region, in pixels from the left of the "
                    + "source.");

    /**
     * The top edge of the captured region, in pixels from the top of the source.
     */
    public static final CaptureOption<Integer> Y =
            live(
                    "y",
                    0,
                    integers(0, 32767),
                    "The top edge of the captured region, in pixels from the top of the source.");

    /**
     * The width of the captured region, in pixels.
     */
    public static final CaptureOption<Integer> WIDTH =
            live(
                    "width",
                    null,
                    integers(1, 16384),
                    "The width of the captured region, in pixels. It must fit the source after "
                    + "x. Not set: all that is left of the source (synthetic: 1920).");

    /**
     * The height of the captured region, in pixels.
     */
    public static final CaptureOption<Integer> HEIGHT =
            live(
                    "height",
                    null,
                    integers(1, 16384),
                    "The height of the captured region, in pixels. It must fit the source after "
                    + "y. Not set: all that is left of the source (synthetic: 1080).");

    /**
     * Whether the region follows the source when the source is resized.
     */
    public static final CaptureOption<Boolean> AUTO_ADJUST_SIZE =
            live(
                    "autoAdjustSize",
                    false,
                    booleans(),
                    "Whether the region follows the source when the source is resized. A width "
                    + "or height that is not set is then all that is left of the source, one "
                    + "that is set as much of it as fits. Off: a region that no longer fits ends "
                    + "the capture with a retryable error.");

    /**
     * The most frames a second.
     */
    public static final CaptureOption<Double> FPS =
            live(
                    "fps",
                    60.0,
                    decimals(0.01, 240),
                    "The most frames a second. Fewer come when less changes or when the reader "
                    + "takes longer than a frame; a calm screen sends none. With mode=mixed, "
                    + "pieces of what stayed still (usePaintOverQuality) come between them.");

    /**
     * Whether the mouse pointer is drawn into the picture.
     */
    public static final CaptureOption<Boolean> CAPTURE_CURSOR =
            live(
                    "captureCursor",
                    false,
                    booleans(),
                    "Whether the mouse pointer is drawn into the picture.");

    /**
     * Whether shape and position of the mouse pointer are told beside the picture.
     */
    public static final CaptureOption<Boolean> CURSOR_EVENTS =
            live(
                    "cursorEvents",
                    false,
                    booleans(),
                    "Whether shape and position of the mouse pointer are told beside the "
                    + "picture. In Java a CursorListener hears of them; in Camel they are "
                    + "exchanges of their own, which alone have the header "
                    + "CamelPixelfluxCursorShapeId.");

    /**
     * How changes are encoded.
     */
    public static final CaptureOption<CaptureMode> MODE =
            live(
                    "mode",
                    CaptureMode.JPEG,
                    oneOf(CaptureMode.class),
                    "How changes are encoded. jpeg makes every stripe an image of its own. h264 "
                    + "makes every row of stripes a video stream of its own, to be decoded by "
                    + "one decoder for each y. mixed sends no stripes but frames of rectangles: "
                    + "copies of what moved, exact pixels where there is text, images where "
                    + "there are pictures, and H.264 where a picture keeps moving.");

    /**
     * The least number of an epoch that begins from now on.
     */
    public static final CaptureOption<Long> MINIMUM_EPOCH =
            live(
                    "minimumEpoch",
                    0L,
                    longs(0L, 4503599627370496L),
                    "The least number of an epoch that begins from now on. An epoch begins when "
                    + "the capture opens, when its picture gets another size, and when mode "
                    + "changes to mixed or from it; its number is at least that of the clock, in "
                    + "milliseconds since 1970, and above the one before. A program that keeps "
                    + "frames beyond the capture, as a topic does, gives one more than the last "
                    + "epoch that it knows. Then a clock that was set back does no harm.");

    /**
     * The rows of a stripe; with mode=h264 at least 64.
     */
    public static final CaptureOption<Integer> STRIPE_HEIGHT =
            live(
                    "stripeHeight",
                    0,
                    multiples(16, 4096),
                    "The rows of a stripe; with mode=h264 at least 64. 0 chooses by the mode and "
                    + "the height of the region: 64 for jpeg and 128 for h264, doubled for tall "
                    + "regions.");

    /**
     * The quality of JPEG stripes, and of images with mode=mixed; higher is better and larger.
     */
    public static final CaptureOption<Integer> JPEG_QUALITY =
            live(
                    "jpegQuality",
                    85,
                    integers(1, 100),
                    "The quality of JPEG stripes, and of images with mode=mixed; higher is "
                    + "better and larger.");

    /**
     * With usePaintOverQuality, the quality of a JPEG stripe that stayed still.
     */
    public static final CaptureOption<Integer> PAINT_OVER_JPEG_QUALITY =
            live(
                    "paintOverJpegQuality",
                    95,
                    integers(1, 100),
                    "With usePaintOverQuality, the quality of a JPEG stripe that stayed still. A "
                    + "stripe that changes starts at it and falls by one a frame down to "
                    + "jpegQuality. The better of both counts.");

    /**
     * Whether a JPEG stripe leaves out the rows above and below that did not change.
     */
    public static final CaptureOption<Boolean> JPEG_ADAPTIVE_STRIPES =
            live(
                    "jpegAdaptiveStripes",
                    true,
                    booleans(),
                    "Whether a JPEG stripe leaves out the rows above and below that did not "
                    + "change. It does so in steps of 16 rows. Off, or with stripeHeight: a "
                    + "stripe always has all its rows.");

    /**
     * Whether JPEG has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0).
     */
    public static final CaptureOption<Boolean> JPEG_FULL_COLOR =
            live(
                    "jpegFullColor",
                    false,
                    booleans(),
                    "Whether JPEG has a colour for every pixel (4:4:4) instead of one for four "
                    + "pixels (4:2:0). It makes coloured text crisp and stripes larger.");

    /**
     * The library that encodes H.264.
     */
    public static final CaptureOption<H264Encoder> H264_ENCODER =
            live(
                    "h264Encoder",
                    H264Encoder.AUTO,
                    oneOf(H264Encoder.class),
                    "The library that encodes H.264. auto takes x264 where the native library "
                    + "has it, else openh264, which encodes no 4:4:4 (h264FullColor), no side "
                    + "below 16 pixels, and no stripe of more than 9437184 pixels. x264 makes "
                    + "the native library GPL.");

    /**
     * The constant rate factor of H.264 stripes; lower is better and larger.
     */
    public static final CaptureOption<Integer> H264_CRF =
            live(
                    "h264Crf",
                    25,
                    integers(0, 51),
                    "The constant rate factor of H.264 stripes; lower is better and larger. Each "
                    + "picture gets the quantiser that a film has at it; key frames and small "
                    + "changes are finer. With rateControl=cbr it is how far a still picture is "
                    + "refined.");

    /**
     * With usePaintOverQuality, the constant rate factor of an H.264 stripe that stayed still.
     */
    public static final CaptureOption<Integer> H264_PAINT_OVER_CRF =
            live(
                    "h264PaintOverCrf",
                    18,
                    integers(0, 51),
                    "With usePaintOverQuality, the constant rate factor of an H.264 stripe that "
                    + "stayed still. The lower of it and h264Crf counts.");

    /**
     * How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf.
     */
    public static final CaptureOption<Integer> H264_PAINT_OVER_BURST_FRAMES =
            live(
                    "h264PaintOverBurstFrames",
                    5,
                    integers(1, 1000),
                    "How many pictures an H.264 stripe that stayed still is sent at "
                    + "h264PaintOverCrf. The first is a key frame. A change cuts them short.");

    /**
     * Whether H.264 has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0).
     */
    public static final CaptureOption<Boolean> H264_FULL_COLOR =
            live(
                    "h264FullColor",
                    false,
                    booleans(),
                    "Whether H.264 has a colour for every pixel (4:4:4) instead of one for four "
                    + "pixels (4:2:0). It makes coloured text crisp and stripes larger. The "
                    + "stream is full range, High 4:4:4 Predictive.");

    /**
     * Whether H.264 has the whole picture in one stripe, which is one stream.
     */
    public static final CaptureOption<Boolean> H264_FULL_FRAME =
            live(
                    "h264FullFrame",
                    false,
                    booleans(),
                    "Whether H.264 has the whole picture in one stripe, which is one stream. "
                    + "stripeHeight is not used then.");

    /**
     * Whether H.264 stripes are joined where motion lasts, and cut again where it does not.
     */
    public static final CaptureOption<Boolean> H264_ADAPTIVE_STRIPES =
            live(
                    "h264AdaptiveStripes",
                    true,
                    booleans(),
                    "Whether H.264 stripes are joined where motion lasts, and cut again where it "
                    + "does not. Not with stripeHeight, h264FullFrame, h264StreamingMode or "
                    + "rateControl=cbr.");

    /**
     * Whether every H.264 stripe is sent in every frame, changed or not, fps times a second.
     */
    public static final CaptureOption<Boolean> H264_STREAMING_MODE =
            live(
                    "h264StreamingMode",
                    false,
                    booleans(),
                    "Whether every H.264 stripe is sent in every frame, changed or not, fps "
                    + "times a second. Nothing is painted over then.");

    /**
     * With mode=mixed, whether what keeps moving and is neither text nor a move becomes H.264.
     */
    public static final CaptureOption<Boolean> VIDEO_RECTANGLES =
            live(
                    "videoRectangles",
                    true,
                    booleans(),
                    "With mode=mixed, whether what keeps moving and is neither text nor a move "
                    + "becomes H.264. Such a film is a rectangle and a stream of its own, with "
                    + "the quality that h264Crf says, about a second after it began; until then, "
                    + "and where the native library has no encoder of H.264, it is images. Off: "
                    + "it stays images, for readers that decode no H.264, such as "
                    + "PictureAssembler without pixelflux-ffmpeg and browsers on pages of plain "
                    + "http.");

    /**
     * What H.264 stripes, and frames with mode=mixed, keep constant.
     */
    public static final CaptureOption<RateControl> RATE_CONTROL =
            live(
                    "rateControl",
                    RateControl.CRF,
                    oneOf(RateControl.class),
                    "What H.264 stripes, and frames with mode=mixed, keep constant. With crf it "
                    + "is the quality that h264Crf and jpegQuality say, with cbr the bits a "
                    + "second that bitrateKbps says. With mode=mixed and cbr, images get coarser "
                    + "first, then exact pixels are sent as images, then fewer frames come; what "
                    + "is still becomes exact whatever usePaintOverQuality says. It does nothing "
                    + "with mode=jpeg.");

    /**
     * With rateControl=cbr, thousands of bits a second, for all H.264 stripes or rectangles
     * together.
     */
    public static final CaptureOption<Integer> BITRATE_KBPS =
            live(
                    "bitrateKbps",
                    4000,
                    integers(50, 1000000),
                    "With rateControl=cbr, thousands of bits a second, for all H.264 stripes or "
                    + "rectangles together.");

    /**
     * With rateControl=cbr, how much may be sent at once, in frames.
     */
    public static final CaptureOption<Double> VBV_MULTIPLIER =
            live(
                    "vbvMultiplier",
                    1.5,
                    decimals(1, 1000),
                    "With rateControl=cbr, how much may be sent at once, in frames. A frame has "
                    + "what the bit rate yields from frame to frame. After a frame that was "
                    + "dearer the next one waits.");

    /**
     * Whether what stayed still is sent once more: a stripe at its paint-over quality; with
     * mode=mixed, what was an image as exact pixels.
     */
    public static final CaptureOption<Boolean> USE_PAINT_OVER_QUALITY =
            live(
                    "usePaintOverQuality",
                    null,
                    booleans(),
                    "Whether what stayed still is sent once more: a stripe at its paint-over "
                    + "quality; with mode=mixed, what was an image as exact pixels. With "
                    + "mode=mixed it comes piece by piece, until a screen at rest is shown bit "
                    + "for bit. Off: a still screen sends nothing. Not set: on with mode=mixed, "
                    + "else off.");

    /**
     * With usePaintOverQuality, how long a stripe, or with mode=mixed a part of the picture, must
     * stay still before it is sent once more, in frames at fps.
     */
    public static final CaptureOption<Integer> PAINT_OVER_TRIGGER_FRAMES =
            live(
                    "paintOverTriggerFrames",
                    10,
                    integers(1, 1000000),
                    "With usePaintOverQuality, how long a stripe, or with mode=mixed a part of "
                    + "the picture, must stay still before it is sent once more, in frames at "
                    + "fps. With mode=mixed it is up to 8 times as long where exact pixels were "
                    + "in vain lately, because what they showed changed within 2 s.");

    /**
     * In how many frames in a row a stripe must change to be damaged.
     */
    public static final CaptureOption<Integer> DAMAGE_BLOCK_THRESHOLD =
            live(
                    "damageBlockThreshold",
                    15,
                    integers(0, 1000000),
                    "In how many frames in a row a stripe must change to be damaged. 0: none is.");

    /**
     * How long a damaged JPEG stripe must stay still before its quality is restored, in frames at
     * fps.
     */
    public static final CaptureOption<Integer> DAMAGE_BLOCK_DURATION =
            live(
                    "damageBlockDuration",
                    30,
                    integers(1, 1000000),
                    "How long a damaged JPEG stripe must stay still before its quality is "
                    + "restored, in frames at fps.");

    /**
     * Within how many seconds every stripe is sent whole, decodable by itself, even if it is still.
     */
    public static final CaptureOption<Double> KEYFRAME_INTERVAL_SECONDS =
            live(
                    "keyframeIntervalSeconds",
                    0.0,
                    decimals(0, 86400),
                    "Within how many seconds every stripe is sent whole, decodable by itself, "
                    + "even if it is still. With mode=mixed it is the picture that is sent "
                    + "whole, as a refresh. 0: only on demand.");

    /**
     * The most threads that encode stripes of this capture at a time, its own included.
     */
    public static final CaptureOption<Integer> ENCODER_THREADS =
            live(
                    "encoderThreads",
                    0,
                    integers(0, 256),
                    "The most threads that encode stripes of this capture at a time, its own "
                    + "included. The captures of a process share them: until the last one closes "
                    + "there are as many as the capture with the most may use. 0: as many as the "
                    + "JVM has processors when the capture opens.");

    /**
     * What stands before the payload of a stripe.
     */
    public static final CaptureOption<WireHeader> WIRE_HEADER =
            live(
                    "wireHeader",
                    WireHeader.NONE,
                    oneOf(WireHeader.class),
                    "What stands before the payload of a stripe. none: nothing, so that a stripe "
                    + "is a JPEG image, or H.264 in Annex B form, that programs open. 1: the "
                    + "header of the original's 1.x, 6 bytes of JPEG and 10 of H.264, which the "
                    + "page and relays read. 2: the header of the original since its 2.1, the "
                    + "same for JPEG and 12 bytes of H.264. A frame with mode=mixed has a form "
                    + "of its own, whatever this says.");

    /**
     * The PNG file, with alpha, that is drawn over the picture where watermarkLocation says.
     */
    public static final CaptureOption<String> WATERMARK_PATH =
            live(
                    "watermarkPath",
                    "",
                    text("a PNG file's path"),
                    "The PNG file, with alpha, that is drawn over the picture where "
                    + "watermarkLocation says. Empty: none.");

    /**
     * Where the watermark is drawn; anything but none needs watermarkPath.
     */
    public static final CaptureOption<WatermarkLocation> WATERMARK_LOCATION =
            live(
                    "watermarkLocation",
                    WatermarkLocation.NONE,
                    oneOf(WatermarkLocation.class),
                    "Where the watermark is drawn; anything but none needs watermarkPath. "
                    + "animated moves it 2 pixels a frame and lets it bounce off the edges.");

    /**
     * What the source synthetic shows.
     */
    public static final CaptureOption<SyntheticPattern> SYNTHETIC_PATTERN =
            fixed(
                    "syntheticPattern",
                    SyntheticPattern.SHIFT,
                    oneOf(SyntheticPattern.class),
                    "What the source synthetic shows. shift moves shaded blocks to the left, "
                    + "scroll scrolls a page of text up, window moves a window over a still "
                    + "ground, noise draws pixels without any order anew, text types one more "
                    + "character on a still page in each frame, chart is a still test chart, "
                    + "scroll57 and scroll120 scroll the page by that many pixels a frame where "
                    + "scroll does by 16, sideways scrolls it to the left by 16, film is scroll "
                    + "with a film in the right third, and drag moves a window with text and a "
                    + "photograph over a still page. syntheticChange says how many rows that "
                    + "concerns.");

    /**
     * Chooses the picture of the source synthetic: the same seed draws the same frames.
     */
    public static final CaptureOption<Long> SYNTHETIC_SEED =
            fixed(
                    "syntheticSeed",
                    1L,
                    longs(Long.MIN_VALUE, Long.MAX_VALUE),
                    "Chooses the picture of the source synthetic: the same seed draws the same "
                    + "frames.");

    /**
     * The share of the rows that syntheticPattern moves in each frame, in percent.
     */
    public static final CaptureOption<Double> SYNTHETIC_CHANGE =
            fixed(
                    "syntheticChange",
                    10.0,
                    decimals(0, 100),
                    "The share of the rows that syntheticPattern moves in each frame, in "
                    + "percent. They are those in the middle of the region, with window and drag "
                    + "the height of the window. chart has none.");

    private final int index;
    private final String name;
    private final @Nullable T defaultValue;
    private final ValueRange<T> range;
    private final String description;
    private final boolean live;

    private CaptureOption(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description, boolean live) {
        this.index = TABLE.size();
        this.name = name;
        this.defaultValue = defaultValue;
        this.range = range;
        this.description = description;
        this.live = live;
    }

    /** A row that {@link Capture#update} may change. */
    private static <T> CaptureOption<T> live(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description) {
        return row(new CaptureOption<>(name, defaultValue, range, description, true));
    }

    /** A row that names or shapes the source, so that only a new capture can change it. */
    private static <T> CaptureOption<T> fixed(
            String name, @Nullable T defaultValue, ValueRange<T> range, String description) {
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
        if (name.equals("omitStripeHeaders")) {
            throw new IllegalArgumentException(
                    "unknown option 'omitStripeHeaders': wireHeader has taken its place, with none"
                            + " for true and 1 for false");
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
    public @Nullable T defaultValue() {
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

    /** What the option does, in some sentences. */
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
