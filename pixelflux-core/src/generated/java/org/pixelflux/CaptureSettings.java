// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by CaptureSettings.java.ftl: edit those.
package org.pixelflux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to capture and how to encode it: an immutable value for each {@link CaptureOption}, valid by
 * construction. Whether the region fits the screen is known only when a capture opens.
 *
 * <p>What is for one mode (as h264…, rateControl, bitrateKbps, vbvMultiplier for h264) has no effect
 * with the others. It is kept, so that the mode can change while a capture runs.
 */
public final class CaptureSettings {

    private final @Nullable Object[] values;

    private CaptureSettings(@Nullable Object[] values) {
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
    public <T> @Nullable T get(CaptureOption<T> option) {
        return option.type().cast(values[option.index()]);
    }

    /** The value of an option that is set or has a default. */
    <T> T value(CaptureOption<T> option) {
        return Objects.requireNonNull(get(option));
    }

    /**
     * Where the pixels come from.
     */
    public Source source() {
        return value(CaptureOption.SOURCE);
    }

    /**
     * The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in brackets),
     * tcp/host:1 or the path of its socket.
     */
    public String display() {
        return value(CaptureOption.DISPLAY);
    }

    /**
     * The monitor of the display to capture: on X11 by the name that xrandr --listmonitors shows,
     * also of one that somebody named; on Wayland the output by the name that its compositor gives
     * it.
     */
    public String monitor() {
        return value(CaptureOption.MONITOR);
    }

    /**
     * The window of the display to capture, by the number that xdotool or Display in Java tells; 0:
     * none.
     */
    public long windowId() {
        return value(CaptureOption.WINDOW_ID);
    }

    /**
     * The window of the display to capture, as windowId, by its whole title when the capture opens.
     */
    public String windowTitle() {
        return value(CaptureOption.WINDOW_TITLE);
    }

    /**
     * With source=frames, the name of the input to which a program pushes frames: with a
     * FrameInput, or a route that ends at pixelflux:frames with the same input.
     */
    public String input() {
        return value(CaptureOption.INPUT);
    }

    /**
     * With source=portal, the file that keeps the token with which the desktop shows the same
     * screen again without asking its user.
     */
    public Path restoreTokenFile() {
        return Path.of(value(CaptureOption.RESTORE_TOKEN_FILE));
    }

    /**
     * The left edge of the captured region, in pixels from the left of the source.
     */
    public int x() {
        return value(CaptureOption.X);
    }

    /**
     * The top edge of the captured region, in pixels from the top of the source.
     */
    public int y() {
        return value(CaptureOption.Y);
    }

    /**
     * The width of the captured region, in pixels.
     * 0 if it is not set.
     */
    public int width() {
        return Objects.requireNonNullElse(get(CaptureOption.WIDTH), 0);
    }

    /**
     * The height of the captured region, in pixels.
     * 0 if it is not set.
     */
    public int height() {
        return Objects.requireNonNullElse(get(CaptureOption.HEIGHT), 0);
    }

    /**
     * Whether the region follows the source when the source is resized.
     */
    public boolean autoAdjustSize() {
        return value(CaptureOption.AUTO_ADJUST_SIZE);
    }

    /**
     * The most frames a second.
     */
    public double fps() {
        return value(CaptureOption.FPS);
    }

    /**
     * Whether the mouse pointer is drawn into the picture.
     */
    public boolean captureCursor() {
        return value(CaptureOption.CAPTURE_CURSOR);
    }

    /**
     * Whether shape and position of the mouse pointer are told beside the picture.
     */
    public boolean cursorEvents() {
        return value(CaptureOption.CURSOR_EVENTS);
    }

    /**
     * How changes are encoded.
     */
    public CaptureMode mode() {
        return value(CaptureOption.MODE);
    }

    /**
     * The least number of an epoch that begins from now on.
     */
    public long minimumEpoch() {
        return value(CaptureOption.MINIMUM_EPOCH);
    }

    /**
     * The rows of a stripe; with mode=h264 at least 64.
     */
    public int stripeHeight() {
        return value(CaptureOption.STRIPE_HEIGHT);
    }

    /**
     * The quality of JPEG stripes, and of images with mode=mixed; higher is better and larger.
     */
    public int jpegQuality() {
        return value(CaptureOption.JPEG_QUALITY);
    }

    /**
     * With usePaintOverQuality, the quality of a JPEG stripe that stayed still.
     */
    public int paintOverJpegQuality() {
        return value(CaptureOption.PAINT_OVER_JPEG_QUALITY);
    }

    /**
     * Whether a JPEG stripe leaves out the rows above and below that did not change.
     */
    public boolean jpegAdaptiveStripes() {
        return value(CaptureOption.JPEG_ADAPTIVE_STRIPES);
    }

    /**
     * Whether JPEG has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0).
     */
    public boolean jpegFullColor() {
        return value(CaptureOption.JPEG_FULL_COLOR);
    }

    /**
     * The library that encodes H.264.
     */
    public H264Encoder h264Encoder() {
        return value(CaptureOption.H264_ENCODER);
    }

    /**
     * The constant rate factor of H.264 stripes; lower is better and larger.
     */
    public int h264Crf() {
        return value(CaptureOption.H264_CRF);
    }

    /**
     * With usePaintOverQuality, the constant rate factor of an H.264 stripe that stayed still.
     */
    public int h264PaintOverCrf() {
        return value(CaptureOption.H264_PAINT_OVER_CRF);
    }

    /**
     * How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf.
     */
    public int h264PaintOverBurstFrames() {
        return value(CaptureOption.H264_PAINT_OVER_BURST_FRAMES);
    }

    /**
     * Whether H.264 has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0).
     */
    public boolean h264FullColor() {
        return value(CaptureOption.H264_FULL_COLOR);
    }

    /**
     * Whether H.264 has the whole picture in one stripe, which is one stream.
     */
    public boolean h264FullFrame() {
        return value(CaptureOption.H264_FULL_FRAME);
    }

    /**
     * Whether H.264 stripes are joined where motion lasts, and cut again where it does not.
     */
    public boolean h264AdaptiveStripes() {
        return value(CaptureOption.H264_ADAPTIVE_STRIPES);
    }

    /**
     * Whether every H.264 stripe is sent in every frame, changed or not, fps times a second.
     */
    public boolean h264StreamingMode() {
        return value(CaptureOption.H264_STREAMING_MODE);
    }

    /**
     * With mode=mixed, whether what keeps moving and is neither text nor a move becomes H.264.
     */
    public boolean videoRectangles() {
        return value(CaptureOption.VIDEO_RECTANGLES);
    }

    /**
     * What H.264 stripes, and frames with mode=mixed, keep constant.
     */
    public RateControl rateControl() {
        return value(CaptureOption.RATE_CONTROL);
    }

    /**
     * With rateControl=cbr, thousands of bits a second, for all H.264 stripes or rectangles
     * together.
     */
    public int bitrateKbps() {
        return value(CaptureOption.BITRATE_KBPS);
    }

    /**
     * With rateControl=cbr, how much may be sent at once, in frames.
     */
    public double vbvMultiplier() {
        return value(CaptureOption.VBV_MULTIPLIER);
    }

    /**
     * Whether what stayed still is sent once more: a stripe at its paint-over quality; with
     * mode=mixed, what was an image as exact pixels.
     * If it is not set, true in mode mixed and false in the others.
     */
    public boolean usePaintOverQuality() {
        return Objects.requireNonNullElse(get(CaptureOption.USE_PAINT_OVER_QUALITY), mode() == CaptureMode.MIXED);
    }

    /**
     * With usePaintOverQuality, how long a stripe, or with mode=mixed a part of the picture, must
     * stay still before it is sent once more, in frames at fps.
     */
    public int paintOverTriggerFrames() {
        return value(CaptureOption.PAINT_OVER_TRIGGER_FRAMES);
    }

    /**
     * In how many frames in a row a stripe must change to be damaged.
     */
    public int damageBlockThreshold() {
        return value(CaptureOption.DAMAGE_BLOCK_THRESHOLD);
    }

    /**
     * How long a damaged JPEG stripe must stay still before its quality is restored, in frames at
     * fps.
     */
    public int damageBlockDuration() {
        return value(CaptureOption.DAMAGE_BLOCK_DURATION);
    }

    /**
     * Within how many seconds every stripe is sent whole, decodable by itself, even if it is still.
     */
    public Duration keyframeInterval() {
        return Seconds.toDuration(value(CaptureOption.KEYFRAME_INTERVAL_SECONDS));
    }

    /**
     * The most threads that encode stripes of this capture at a time, its own included.
     */
    public int encoderThreads() {
        return value(CaptureOption.ENCODER_THREADS);
    }

    /**
     * What stands before the payload of a stripe.
     */
    public WireHeader wireHeader() {
        return value(CaptureOption.WIRE_HEADER);
    }

    /**
     * The PNG file, with alpha, that is drawn over the picture where watermarkLocation says.
     */
    public Path watermarkPath() {
        return Path.of(value(CaptureOption.WATERMARK_PATH));
    }

    /**
     * Where the watermark is drawn; anything but none needs watermarkPath.
     */
    public WatermarkLocation watermarkLocation() {
        return value(CaptureOption.WATERMARK_LOCATION);
    }

    /**
     * What the source synthetic shows.
     */
    public SyntheticPattern syntheticPattern() {
        return value(CaptureOption.SYNTHETIC_PATTERN);
    }

    /**
     * Chooses the picture of the source synthetic: the same seed draws the same frames.
     */
    public long syntheticSeed() {
        return value(CaptureOption.SYNTHETIC_SEED);
    }

    /**
     * The share of the rows that syntheticPattern moves in each frame, in percent.
     */
    public double syntheticChange() {
        return value(CaptureOption.SYNTHETIC_CHANGE);
    }

    /**
     * Refuses a change of what a running capture cannot change.
     *
     * @throws IllegalArgumentException naming the option
     */
    public void requireLiveChange(CaptureSettings next) {
        SettingsRules.requireLiveChange(this, next);
    }

    /**
     * Every set option in table order, a {@code name=value} line each: how settings cross to C++.
     */
    String toNativeText() {
        return SettingsText.ofAllThatAreSet(this);
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
        return SettingsText.ofAllThatDiffer(this);
    }

    /**
     * Collects settings. A setter refuses a bad value with an IllegalArgumentException that has the
     * option's name, the value and the range; {@link #build} refuses values that do not go
     * together.
     */
    public static final class Builder {

        private final @Nullable Object[] values;

        private Builder(@Nullable Object[] values) {
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

        /**
         * Where the pixels come from. x11 captures an X11 display, wayland an output of a Wayland
         * compositor that lets clients copy it (sway, labwc, wayfire, Hyprland). screen takes X11
         * if display is set, or DISPLAY names anything but a rootless Xwayland; else
         * WAYLAND_DISPLAY's compositor. portal is a screen or window that the user of a desktop
         * such as GNOME or KDE picks in a dialog, as a stream of PipeWire; the first frame comes
         * when he has consented, and CONSENT is the error if he does not. synthetic draws a moving
         * picture by itself and needs no display, which is meant for tests and first tries; frames
         * are what a program pushes to the input that the option input names.
         *
         * @param source by default {@link Source#SCREEN}
         */
        public Builder source(Source source) {
            return set(CaptureOption.SOURCE, source);
        }

        /**
         * The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in brackets),
         * tcp/host:1 or the path of its socket. Each may end in a screen such as .0. Empty: the
         * environment variable DISPLAY names it. With the source wayland it names the compositor's
         * socket instead, such as wayland-1 or a path; empty: as WAYLAND_DISPLAY says. With the
         * source portal it is the address of the session bus, such as unix:path=/run/user/1000/bus;
         * empty: as DBUS_SESSION_BUS_ADDRESS says, or XDG_RUNTIME_DIR. The source synthetic does
         * not use it. Over TCP a server that vanishes with its machine or network is lost after 20
         * s, at most 40.
         *
         * @param display an X display name such as :1, or empty for $DISPLAY; with the source
         * wayland the name or path of a compositor's socket, or empty for $WAYLAND_DISPLAY; with
         * the source portal the address of the session bus, or empty for $DBUS_SESSION_BUS_ADDRESS;
         * by default empty
         */
        public Builder display(String display) {
            return set(CaptureOption.DISPLAY, display);
        }

        /**
         * The monitor of the display to capture: on X11 by the name that xrandr --listmonitors
         * shows, also of one that somebody named; on Wayland the output by the name that its
         * compositor gives it. Empty: all of an X11 screen, the first output of a Wayland
         * compositor. With the sources portal, synthetic and frames it is refused. x and y count
         * from its corner. It is followed when it is moved, and with autoAdjustSize when it is
         * resized. A monitor that is not there, or goes, is a retryable error. Display in Java
         * lists them.
         *
         * @param monitor a monitor's name such as HDMI-1, or empty for all of the screen, with the
         * source wayland for the first output; by default empty
         */
        public Builder monitor(String monitor) {
            return set(CaptureOption.MONITOR, monitor);
        }

        /**
         * The window of the display to capture, by the number that xdotool or Display in Java
         * tells; 0: none. All of the window is captured, also what others cover, without the frame
         * of a window manager (X11's Composite extension). x and y count from its corner. It is
         * followed when it is moved, and with autoAdjustSize when it is resized. While it is not
         * shown, the picture stays as it was. When its program closes it, the capture ends with an
         * error of its own, the code WINDOW.
         *
         * @param windowId by default 0
         */
        public Builder windowId(long windowId) {
            return set(CaptureOption.WINDOW_ID, windowId);
        }

        /**
         * The window of the display to capture, as windowId, by its whole title when the capture
         * opens. If several windows have it, the error lists them with their numbers.
         *
         * @param windowTitle a whole title, or empty for none; by default empty
         */
        public Builder windowTitle(String windowTitle) {
            return set(CaptureOption.WINDOW_TITLE, windowTitle);
        }

        /**
         * With source=frames, the name of the input to which a program pushes frames: with a
         * FrameInput, or a route that ends at pixelflux:frames with the same input. Who pushes and
         * who captures may come in any order, and any number may capture. The first frame says how
         * large the source is; a frame of another size resizes it (autoAdjustSize).
         *
         * @param input any name, such as cam; by default empty
         */
        public Builder input(String input) {
            return set(CaptureOption.INPUT, input);
        }

        /**
         * With source=portal, the file that keeps the token with which the desktop shows the same
         * screen again without asking its user. It is read when the capture opens, if it is there,
         * and written anew when the user has consented: a token serves once. Who has it can see the
         * screen, so only the owner can read the file, and nothing else says it. Two captures at a
         * time need two files.
         *
         * @param restoreTokenFile a file's path, or empty for none; by default empty
         */
        public Builder restoreTokenFile(Path restoreTokenFile) {
            return set(CaptureOption.RESTORE_TOKEN_FILE, restoreTokenFile.toString());
        }

        /**
         * The left edge of the captured region, in pixels from the left of the source.
         *
         * @param x 0..32767; by default 0
         */
        public Builder x(int x) {
            return set(CaptureOption.X, x);
        }

        /**
         * The top edge of the captured region, in pixels from the top of the source.
         *
         * @param y 0..32767; by default 0
         */
        public Builder y(int y) {
            return set(CaptureOption.Y, y);
        }

        /**
         * The width of the captured region, in pixels. It must fit the source after x. Not set: all
         * that is left of the source (synthetic: 1920).
         *
         * @param width 1..16384; by default not set
         */
        public Builder width(int width) {
            return set(CaptureOption.WIDTH, width);
        }

        /**
         * The height of the captured region, in pixels. It must fit the source after y. Not set:
         * all that is left of the source (synthetic: 1080).
         *
         * @param height 1..16384; by default not set
         */
        public Builder height(int height) {
            return set(CaptureOption.HEIGHT, height);
        }

        /**
         * Whether the region follows the source when the source is resized. A width or height that
         * is not set is then all that is left of the source, one that is set as much of it as fits.
         * Off: a region that no longer fits ends the capture with a retryable error.
         *
         * @param autoAdjustSize by default false
         */
        public Builder autoAdjustSize(boolean autoAdjustSize) {
            return set(CaptureOption.AUTO_ADJUST_SIZE, autoAdjustSize);
        }

        /**
         * The most frames a second. Fewer come when less changes or when the reader takes longer
         * than a frame; a calm screen sends none. With mode=mixed, pieces of what stayed still
         * (usePaintOverQuality) come between them.
         *
         * @param fps 0.01..240; by default 60
         */
        public Builder fps(double fps) {
            return set(CaptureOption.FPS, fps);
        }

        /**
         * Whether the mouse pointer is drawn into the picture.
         *
         * @param captureCursor by default false
         */
        public Builder captureCursor(boolean captureCursor) {
            return set(CaptureOption.CAPTURE_CURSOR, captureCursor);
        }

        /**
         * Whether shape and position of the mouse pointer are told beside the picture. In Java a
         * CursorListener hears of them; in Camel they are exchanges of their own, which alone have
         * the header CamelPixelfluxCursorShapeId.
         *
         * @param cursorEvents by default false
         */
        public Builder cursorEvents(boolean cursorEvents) {
            return set(CaptureOption.CURSOR_EVENTS, cursorEvents);
        }

        /**
         * How changes are encoded. jpeg makes every stripe an image of its own. h264 makes every
         * row of stripes a video stream of its own, to be decoded by one decoder for each y. mixed
         * sends no stripes but frames of rectangles: copies of what moved, exact pixels where there
         * is text, images where there are pictures, and H.264 where a picture keeps moving.
         *
         * @param mode by default {@link CaptureMode#JPEG}
         */
        public Builder mode(CaptureMode mode) {
            return set(CaptureOption.MODE, mode);
        }

        /**
         * The least number of an epoch that begins from now on. An epoch begins when the capture
         * opens, when its picture gets another size, and when mode changes to mixed or from it; its
         * number is at least that of the clock, in milliseconds since 1970, and above the one
         * before. A program that keeps frames beyond the capture, as a topic does, gives one more
         * than the last epoch that it knows. Then a clock that was set back does no harm.
         *
         * @param minimumEpoch by default 0
         */
        public Builder minimumEpoch(long minimumEpoch) {
            return set(CaptureOption.MINIMUM_EPOCH, minimumEpoch);
        }

        /**
         * The rows of a stripe; with mode=h264 at least 64. 0 chooses by the mode and the height of
         * the region: 64 for jpeg and 128 for h264, doubled for tall regions.
         *
         * @param stripeHeight 0 or a multiple of 16 in 16..4096; by default 0
         */
        public Builder stripeHeight(int stripeHeight) {
            return set(CaptureOption.STRIPE_HEIGHT, stripeHeight);
        }

        /**
         * The quality of JPEG stripes, and of images with mode=mixed; higher is better and larger.
         *
         * @param jpegQuality 1..100; by default 85
         */
        public Builder jpegQuality(int jpegQuality) {
            return set(CaptureOption.JPEG_QUALITY, jpegQuality);
        }

        /**
         * With usePaintOverQuality, the quality of a JPEG stripe that stayed still. A stripe that
         * changes starts at it and falls by one a frame down to jpegQuality. The better of both
         * counts.
         *
         * @param paintOverJpegQuality 1..100; by default 95
         */
        public Builder paintOverJpegQuality(int paintOverJpegQuality) {
            return set(CaptureOption.PAINT_OVER_JPEG_QUALITY, paintOverJpegQuality);
        }

        /**
         * Whether a JPEG stripe leaves out the rows above and below that did not change. It does so
         * in steps of 16 rows. Off, or with stripeHeight: a stripe always has all its rows.
         *
         * @param jpegAdaptiveStripes by default true
         */
        public Builder jpegAdaptiveStripes(boolean jpegAdaptiveStripes) {
            return set(CaptureOption.JPEG_ADAPTIVE_STRIPES, jpegAdaptiveStripes);
        }

        /**
         * Whether JPEG has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0).
         * It makes coloured text crisp and stripes larger.
         *
         * @param jpegFullColor by default false
         */
        public Builder jpegFullColor(boolean jpegFullColor) {
            return set(CaptureOption.JPEG_FULL_COLOR, jpegFullColor);
        }

        /**
         * The library that encodes H.264. auto takes x264 where the native library has it, else
         * openh264, which encodes no 4:4:4 (h264FullColor), no side below 16 pixels, and no stripe
         * of more than 9437184 pixels. x264 makes the native library GPL.
         *
         * @param h264Encoder by default {@link H264Encoder#AUTO}
         */
        public Builder h264Encoder(H264Encoder h264Encoder) {
            return set(CaptureOption.H264_ENCODER, h264Encoder);
        }

        /**
         * The constant rate factor of H.264 stripes; lower is better and larger. Each picture gets
         * the quantiser that a film has at it; key frames and small changes are finer. With
         * rateControl=cbr it is how far a still picture is refined.
         *
         * @param h264Crf 0..51; by default 25
         */
        public Builder h264Crf(int h264Crf) {
            return set(CaptureOption.H264_CRF, h264Crf);
        }

        /**
         * With usePaintOverQuality, the constant rate factor of an H.264 stripe that stayed still.
         * The lower of it and h264Crf counts.
         *
         * @param h264PaintOverCrf 0..51; by default 18
         */
        public Builder h264PaintOverCrf(int h264PaintOverCrf) {
            return set(CaptureOption.H264_PAINT_OVER_CRF, h264PaintOverCrf);
        }

        /**
         * How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf. The
         * first is a key frame. A change cuts them short.
         *
         * @param h264PaintOverBurstFrames 1..1000; by default 5
         */
        public Builder h264PaintOverBurstFrames(int h264PaintOverBurstFrames) {
            return set(CaptureOption.H264_PAINT_OVER_BURST_FRAMES, h264PaintOverBurstFrames);
        }

        /**
         * Whether H.264 has a colour for every pixel (4:4:4) instead of one for four pixels
         * (4:2:0). It makes coloured text crisp and stripes larger. The stream is full range, High
         * 4:4:4 Predictive.
         *
         * @param h264FullColor by default false
         */
        public Builder h264FullColor(boolean h264FullColor) {
            return set(CaptureOption.H264_FULL_COLOR, h264FullColor);
        }

        /**
         * Whether H.264 has the whole picture in one stripe, which is one stream. stripeHeight is
         * not used then.
         *
         * @param h264FullFrame by default false
         */
        public Builder h264FullFrame(boolean h264FullFrame) {
            return set(CaptureOption.H264_FULL_FRAME, h264FullFrame);
        }

        /**
         * Whether H.264 stripes are joined where motion lasts, and cut again where it does not. Not
         * with stripeHeight, h264FullFrame, h264StreamingMode or rateControl=cbr.
         *
         * @param h264AdaptiveStripes by default true
         */
        public Builder h264AdaptiveStripes(boolean h264AdaptiveStripes) {
            return set(CaptureOption.H264_ADAPTIVE_STRIPES, h264AdaptiveStripes);
        }

        /**
         * Whether every H.264 stripe is sent in every frame, changed or not, fps times a second.
         * Nothing is painted over then.
         *
         * @param h264StreamingMode by default false
         */
        public Builder h264StreamingMode(boolean h264StreamingMode) {
            return set(CaptureOption.H264_STREAMING_MODE, h264StreamingMode);
        }

        /**
         * With mode=mixed, whether what keeps moving and is neither text nor a move becomes H.264.
         * Such a film is a rectangle and a stream of its own, with the quality that h264Crf says,
         * about a second after it began; until then, and where the native library has no encoder of
         * H.264, it is images. Off: it stays images, for readers that decode no H.264, such as
         * PictureAssembler without pixelflux-ffmpeg and browsers on pages of plain http.
         *
         * @param videoRectangles by default true
         */
        public Builder videoRectangles(boolean videoRectangles) {
            return set(CaptureOption.VIDEO_RECTANGLES, videoRectangles);
        }

        /**
         * What H.264 stripes, and frames with mode=mixed, keep constant. With crf it is the quality
         * that h264Crf and jpegQuality say, with cbr the bits a second that bitrateKbps says. With
         * mode=mixed and cbr, images get coarser first, then exact pixels are sent as images, then
         * fewer frames come; what is still becomes exact whatever usePaintOverQuality says. It does
         * nothing with mode=jpeg.
         *
         * @param rateControl by default {@link RateControl#CRF}
         */
        public Builder rateControl(RateControl rateControl) {
            return set(CaptureOption.RATE_CONTROL, rateControl);
        }

        /**
         * With rateControl=cbr, thousands of bits a second, for all H.264 stripes or rectangles
         * together.
         *
         * @param bitrateKbps 50..1000000; by default 4000
         */
        public Builder bitrateKbps(int bitrateKbps) {
            return set(CaptureOption.BITRATE_KBPS, bitrateKbps);
        }

        /**
         * With rateControl=cbr, how much may be sent at once, in frames. A frame has what the bit
         * rate yields from frame to frame. After a frame that was dearer the next one waits.
         *
         * @param vbvMultiplier 1..1000; by default 1.5
         */
        public Builder vbvMultiplier(double vbvMultiplier) {
            return set(CaptureOption.VBV_MULTIPLIER, vbvMultiplier);
        }

        /**
         * Whether what stayed still is sent once more: a stripe at its paint-over quality; with
         * mode=mixed, what was an image as exact pixels. With mode=mixed it comes piece by piece,
         * until a screen at rest is shown bit for bit. Off: a still screen sends nothing. Not set:
         * on with mode=mixed, else off.
         *
         * @param usePaintOverQuality by default not set
         */
        public Builder usePaintOverQuality(boolean usePaintOverQuality) {
            return set(CaptureOption.USE_PAINT_OVER_QUALITY, usePaintOverQuality);
        }

        /**
         * With usePaintOverQuality, how long a stripe, or with mode=mixed a part of the picture,
         * must stay still before it is sent once more, in frames at fps. With mode=mixed it is up
         * to 8 times as long where exact pixels were in vain lately, because what they showed
         * changed within 2 s.
         *
         * @param paintOverTriggerFrames 1..1000000; by default 10
         */
        public Builder paintOverTriggerFrames(int paintOverTriggerFrames) {
            return set(CaptureOption.PAINT_OVER_TRIGGER_FRAMES, paintOverTriggerFrames);
        }

        /**
         * In how many frames in a row a stripe must change to be damaged. 0: none is.
         *
         * @param damageBlockThreshold 0..1000000; by default 15
         */
        public Builder damageBlockThreshold(int damageBlockThreshold) {
            return set(CaptureOption.DAMAGE_BLOCK_THRESHOLD, damageBlockThreshold);
        }

        /**
         * How long a damaged JPEG stripe must stay still before its quality is restored, in frames
         * at fps.
         *
         * @param damageBlockDuration 1..1000000; by default 30
         */
        public Builder damageBlockDuration(int damageBlockDuration) {
            return set(CaptureOption.DAMAGE_BLOCK_DURATION, damageBlockDuration);
        }

        /**
         * Within how many seconds every stripe is sent whole, decodable by itself, even if it is
         * still. With mode=mixed it is the picture that is sent whole, as a refresh. 0: only on
         * demand.
         *
         * @param keyframeInterval 0..86400 seconds; by default 0
         */
        public Builder keyframeInterval(Duration keyframeInterval) {
            return set(CaptureOption.KEYFRAME_INTERVAL_SECONDS, Seconds.of(keyframeInterval));
        }

        /**
         * The most threads that encode stripes of this capture at a time, its own included. The
         * captures of a process share them: until the last one closes there are as many as the
         * capture with the most may use. 0: as many as the JVM has processors when the capture
         * opens.
         *
         * @param encoderThreads 0..256; by default 0
         */
        public Builder encoderThreads(int encoderThreads) {
            return set(CaptureOption.ENCODER_THREADS, encoderThreads);
        }

        /**
         * What stands before the payload of a stripe. none: nothing, so that a stripe is a JPEG
         * image, or H.264 in Annex B form, that programs open. 1: the header of the original's 1.x,
         * 6 bytes of JPEG and 10 of H.264, which the page and relays read. 2: the header of the
         * original since its 2.1, the same for JPEG and 12 bytes of H.264. A frame with mode=mixed
         * has a form of its own, whatever this says.
         *
         * @param wireHeader by default {@link WireHeader#NONE}
         */
        public Builder wireHeader(WireHeader wireHeader) {
            return set(CaptureOption.WIRE_HEADER, wireHeader);
        }

        /**
         * The PNG file, with alpha, that is drawn over the picture where watermarkLocation says.
         * Empty: none.
         *
         * @param watermarkPath a PNG file's path; by default empty
         */
        public Builder watermarkPath(Path watermarkPath) {
            return set(CaptureOption.WATERMARK_PATH, watermarkPath.toString());
        }

        /**
         * Where the watermark is drawn; anything but none needs watermarkPath. animated moves it 2
         * pixels a frame and lets it bounce off the edges.
         *
         * @param watermarkLocation by default {@link WatermarkLocation#NONE}
         */
        public Builder watermarkLocation(WatermarkLocation watermarkLocation) {
            return set(CaptureOption.WATERMARK_LOCATION, watermarkLocation);
        }

        /**
         * What the source synthetic shows. shift moves shaded blocks to the left, scroll scrolls a
         * page of text up, window moves a window over a still ground, noise draws pixels without
         * any order anew, text types one more character on a still page in each frame, chart is a
         * still test chart, scroll57 and scroll120 scroll the page by that many pixels a frame
         * where scroll does by 16, sideways scrolls it to the left by 16, film is scroll with a
         * film in the right third, and drag moves a window with text and a photograph over a still
         * page. syntheticChange says how many rows that concerns.
         *
         * @param syntheticPattern by default {@link SyntheticPattern#SHIFT}
         */
        public Builder syntheticPattern(SyntheticPattern syntheticPattern) {
            return set(CaptureOption.SYNTHETIC_PATTERN, syntheticPattern);
        }

        /**
         * Chooses the picture of the source synthetic: the same seed draws the same frames.
         *
         * @param syntheticSeed by default 1
         */
        public Builder syntheticSeed(long syntheticSeed) {
            return set(CaptureOption.SYNTHETIC_SEED, syntheticSeed);
        }

        /**
         * The share of the rows that syntheticPattern moves in each frame, in percent. They are
         * those in the middle of the region, with window and drag the height of the window. chart
         * has none.
         *
         * @param syntheticChange 0..100; by default 10
         */
        public Builder syntheticChange(double syntheticChange) {
            return set(CaptureOption.SYNTHETIC_CHANGE, syntheticChange);
        }

        /**
         * The settings collected so far; the builder can be used on.
         *
         * @throws IllegalArgumentException if values do not go together
         */
        public CaptureSettings build() {
            CaptureSettings settings = new CaptureSettings(values.clone());
            SettingsRules.check(settings);
            return settings;
        }
    }
}
