// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by PixelfluxConfiguration.java.ftl: edit those.
package org.pixelflux.camel;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CaptureMode;
import org.pixelflux.H264Encoder;
import org.pixelflux.RateControl;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.WatermarkLocation;

/**
 * The options of a pixelflux endpoint, which are the options of a capture under the same names.
 *
 * <p>Setters take any value; {@link #toSettings()} is where all of them are checked.
 */
@UriParams
public class PixelfluxConfiguration implements Cloneable {

    @UriPath(enums = "screen,x11,wayland,portal,synthetic,frames")
    @Metadata(required = true)
    private Source source = CaptureOption.SOURCE.defaultValue();

    @UriParam
    private String display = CaptureOption.DISPLAY.defaultValue();

    @UriParam
    private String monitor = CaptureOption.MONITOR.defaultValue();

    @UriParam(defaultValue = "0")
    private long windowId = CaptureOption.WINDOW_ID.defaultValue();

    @UriParam
    private String windowTitle = CaptureOption.WINDOW_TITLE.defaultValue();

    @UriParam
    private String input = CaptureOption.INPUT.defaultValue();

    @UriParam
    private String restoreTokenFile = CaptureOption.RESTORE_TOKEN_FILE.defaultValue();

    @UriParam(defaultValue = "0")
    private int x = CaptureOption.X.defaultValue();

    @UriParam(defaultValue = "0")
    private int y = CaptureOption.Y.defaultValue();

    @UriParam
    private @Nullable Integer width = CaptureOption.WIDTH.defaultValue();

    @UriParam
    private @Nullable Integer height = CaptureOption.HEIGHT.defaultValue();

    @UriParam(defaultValue = "false")
    private boolean autoAdjustSize = CaptureOption.AUTO_ADJUST_SIZE.defaultValue();

    @UriParam(label = "consumer", defaultValue = "60")
    private double fps = CaptureOption.FPS.defaultValue();

    @UriParam(defaultValue = "false")
    private boolean captureCursor = CaptureOption.CAPTURE_CURSOR.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean cursorEvents = CaptureOption.CURSOR_EVENTS.defaultValue();

    @UriParam(label = "consumer", enums = "jpeg,h264,mixed", defaultValue = "jpeg")
    private CaptureMode mode = CaptureOption.MODE.defaultValue();

    @UriParam(label = "consumer", defaultValue = "0")
    private long minimumEpoch = CaptureOption.MINIMUM_EPOCH.defaultValue();

    @UriParam(label = "consumer", defaultValue = "0")
    private int stripeHeight = CaptureOption.STRIPE_HEIGHT.defaultValue();

    @UriParam(defaultValue = "85")
    private int jpegQuality = CaptureOption.JPEG_QUALITY.defaultValue();

    @UriParam(label = "consumer", defaultValue = "95")
    private int paintOverJpegQuality = CaptureOption.PAINT_OVER_JPEG_QUALITY.defaultValue();

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean jpegAdaptiveStripes = CaptureOption.JPEG_ADAPTIVE_STRIPES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean jpegFullColor = CaptureOption.JPEG_FULL_COLOR.defaultValue();

    @UriParam(label = "consumer", enums = "auto,x264,openh264", defaultValue = "auto")
    private H264Encoder h264Encoder = CaptureOption.H264_ENCODER.defaultValue();

    @UriParam(label = "consumer", defaultValue = "25")
    private int h264Crf = CaptureOption.H264_CRF.defaultValue();

    @UriParam(label = "consumer", defaultValue = "18")
    private int h264PaintOverCrf = CaptureOption.H264_PAINT_OVER_CRF.defaultValue();

    @UriParam(label = "consumer", defaultValue = "5")
    private int h264PaintOverBurstFrames = CaptureOption.H264_PAINT_OVER_BURST_FRAMES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264FullColor = CaptureOption.H264_FULL_COLOR.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264FullFrame = CaptureOption.H264_FULL_FRAME.defaultValue();

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean h264AdaptiveStripes = CaptureOption.H264_ADAPTIVE_STRIPES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264StreamingMode = CaptureOption.H264_STREAMING_MODE.defaultValue();

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean videoRectangles = CaptureOption.VIDEO_RECTANGLES.defaultValue();

    @UriParam(label = "consumer", enums = "crf,cbr", defaultValue = "crf")
    private RateControl rateControl = CaptureOption.RATE_CONTROL.defaultValue();

    @UriParam(label = "consumer", defaultValue = "4000")
    private int bitrateKbps = CaptureOption.BITRATE_KBPS.defaultValue();

    @UriParam(label = "consumer", defaultValue = "1.5")
    private double vbvMultiplier = CaptureOption.VBV_MULTIPLIER.defaultValue();

    @UriParam(label = "consumer")
    private @Nullable Boolean usePaintOverQuality = CaptureOption.USE_PAINT_OVER_QUALITY.defaultValue();

    @UriParam(label = "consumer", defaultValue = "10")
    private int paintOverTriggerFrames = CaptureOption.PAINT_OVER_TRIGGER_FRAMES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "15")
    private int damageBlockThreshold = CaptureOption.DAMAGE_BLOCK_THRESHOLD.defaultValue();

    @UriParam(label = "consumer", defaultValue = "30")
    private int damageBlockDuration = CaptureOption.DAMAGE_BLOCK_DURATION.defaultValue();

    @UriParam(label = "consumer", defaultValue = "0")
    private double keyframeIntervalSeconds = CaptureOption.KEYFRAME_INTERVAL_SECONDS.defaultValue();

    @UriParam(label = "consumer", defaultValue = "0")
    private int encoderThreads = CaptureOption.ENCODER_THREADS.defaultValue();

    @UriParam(label = "consumer", enums = "none,1,2", defaultValue = "none")
    private String wireHeader = CaptureOption.WIRE_HEADER.defaultText();

    @UriParam
    private String watermarkPath = CaptureOption.WATERMARK_PATH.defaultValue();

    @UriParam(enums = "none,topLeft,topRight,bottomLeft,bottomRight,middle,animated", defaultValue = "none")
    private WatermarkLocation watermarkLocation = CaptureOption.WATERMARK_LOCATION.defaultValue();

    @UriParam(label = "advanced", enums = "shift,scroll,window,noise,text,chart,scroll57,scroll120,sideways,film,drag", defaultValue = "shift")
    private SyntheticPattern syntheticPattern = CaptureOption.SYNTHETIC_PATTERN.defaultValue();

    @UriParam(label = "advanced", defaultValue = "1")
    private long syntheticSeed = CaptureOption.SYNTHETIC_SEED.defaultValue();

    @UriParam(label = "advanced", defaultValue = "10")
    private double syntheticChange = CaptureOption.SYNTHETIC_CHANGE.defaultValue();

    /**
     * The settings of a capture with these options.
     *
     * @throws IllegalArgumentException if a value is out of its range or two options contradict
     *     each other; the message names the option, its value and what is allowed
     */
    public CaptureSettings toSettings() {
        CaptureSettings.Builder settings = CaptureSettings.builder();
        settings.set(CaptureOption.SOURCE, source);
        settings.set(CaptureOption.DISPLAY, display);
        settings.set(CaptureOption.MONITOR, monitor);
        settings.set(CaptureOption.WINDOW_ID, windowId);
        settings.set(CaptureOption.WINDOW_TITLE, windowTitle);
        settings.set(CaptureOption.INPUT, input);
        settings.set(CaptureOption.RESTORE_TOKEN_FILE, restoreTokenFile);
        settings.set(CaptureOption.X, x);
        settings.set(CaptureOption.Y, y);
        if (width != null) {
            settings.set(CaptureOption.WIDTH, width);
        }
        if (height != null) {
            settings.set(CaptureOption.HEIGHT, height);
        }
        settings.set(CaptureOption.AUTO_ADJUST_SIZE, autoAdjustSize);
        settings.set(CaptureOption.FPS, fps);
        settings.set(CaptureOption.CAPTURE_CURSOR, captureCursor);
        settings.set(CaptureOption.CURSOR_EVENTS, cursorEvents);
        settings.set(CaptureOption.MODE, mode);
        settings.set(CaptureOption.MINIMUM_EPOCH, minimumEpoch);
        settings.set(CaptureOption.STRIPE_HEIGHT, stripeHeight);
        settings.set(CaptureOption.JPEG_QUALITY, jpegQuality);
        settings.set(CaptureOption.PAINT_OVER_JPEG_QUALITY, paintOverJpegQuality);
        settings.set(CaptureOption.JPEG_ADAPTIVE_STRIPES, jpegAdaptiveStripes);
        settings.set(CaptureOption.JPEG_FULL_COLOR, jpegFullColor);
        settings.set(CaptureOption.H264_ENCODER, h264Encoder);
        settings.set(CaptureOption.H264_CRF, h264Crf);
        settings.set(CaptureOption.H264_PAINT_OVER_CRF, h264PaintOverCrf);
        settings.set(CaptureOption.H264_PAINT_OVER_BURST_FRAMES, h264PaintOverBurstFrames);
        settings.set(CaptureOption.H264_FULL_COLOR, h264FullColor);
        settings.set(CaptureOption.H264_FULL_FRAME, h264FullFrame);
        settings.set(CaptureOption.H264_ADAPTIVE_STRIPES, h264AdaptiveStripes);
        settings.set(CaptureOption.H264_STREAMING_MODE, h264StreamingMode);
        settings.set(CaptureOption.VIDEO_RECTANGLES, videoRectangles);
        settings.set(CaptureOption.RATE_CONTROL, rateControl);
        settings.set(CaptureOption.BITRATE_KBPS, bitrateKbps);
        settings.set(CaptureOption.VBV_MULTIPLIER, vbvMultiplier);
        if (usePaintOverQuality != null) {
            settings.set(CaptureOption.USE_PAINT_OVER_QUALITY, usePaintOverQuality);
        }
        settings.set(CaptureOption.PAINT_OVER_TRIGGER_FRAMES, paintOverTriggerFrames);
        settings.set(CaptureOption.DAMAGE_BLOCK_THRESHOLD, damageBlockThreshold);
        settings.set(CaptureOption.DAMAGE_BLOCK_DURATION, damageBlockDuration);
        settings.set(CaptureOption.KEYFRAME_INTERVAL_SECONDS, keyframeIntervalSeconds);
        settings.set(CaptureOption.ENCODER_THREADS, encoderThreads);
        settings.set("wireHeader", wireHeader);
        settings.set(CaptureOption.WATERMARK_PATH, watermarkPath);
        settings.set(CaptureOption.WATERMARK_LOCATION, watermarkLocation);
        settings.set(CaptureOption.SYNTHETIC_PATTERN, syntheticPattern);
        settings.set(CaptureOption.SYNTHETIC_SEED, syntheticSeed);
        settings.set(CaptureOption.SYNTHETIC_CHANGE, syntheticChange);
        return settings.build();
    }

    /** An independent configuration with the same values. */
    public PixelfluxConfiguration copy() {
        try {
            return (PixelfluxConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public Source getSource() {
        return source;
    }

    /**
     * Where the pixels come from. x11 captures an X11 display, wayland an output of a Wayland
     * compositor that lets clients copy it (sway, labwc, wayfire, Hyprland). screen takes X11 if
     * display is set, or DISPLAY names anything but a rootless Xwayland; else WAYLAND_DISPLAY's
     * compositor. portal is a screen or window that the user of a desktop such as GNOME or KDE
     * picks in a dialog, as a stream of PipeWire; the first frame comes when he has consented, and
     * CONSENT is the error if he does not. synthetic draws a moving picture by itself and needs no
     * display, which is meant for tests and first tries; frames are what a program pushes to the
     * input that the option input names.
     */
    public void setSource(Source source) {
        this.source = source;
    }

    public String getDisplay() {
        return display;
    }

    /**
     * The X display to capture, such as :1, unix:1, host:1 (an IPv6 address in brackets),
     * tcp/host:1 or the path of its socket. Each may end in a screen such as .0. Empty: the
     * environment variable DISPLAY names it. With the source wayland it names the compositor's
     * socket instead, such as wayland-1 or a path; empty: as WAYLAND_DISPLAY says. With the source
     * portal it is the address of the session bus, such as unix:path=/run/user/1000/bus; empty: as
     * DBUS_SESSION_BUS_ADDRESS says, or XDG_RUNTIME_DIR. The source synthetic does not use it. Over
     * TCP a server that vanishes with its machine or network is lost after 20 s, at most 40.
     */
    public void setDisplay(String display) {
        this.display = display;
    }

    public String getMonitor() {
        return monitor;
    }

    /**
     * The monitor of the display to capture: on X11 by the name that xrandr --listmonitors shows,
     * also of one that somebody named; on Wayland the output by the name that its compositor gives
     * it. Empty: all of an X11 screen, the first output of a Wayland compositor. With the sources
     * portal, synthetic and frames it is refused. x and y count from its corner. It is followed
     * when it is moved, and with autoAdjustSize when it is resized. A monitor that is not there, or
     * goes, is a retryable error. Display in Java lists them.
     */
    public void setMonitor(String monitor) {
        this.monitor = monitor;
    }

    public long getWindowId() {
        return windowId;
    }

    /**
     * The window of the display to capture, by the number that xdotool or Display in Java tells; 0:
     * none. All of the window is captured, also what others cover, without the frame of a window
     * manager (X11's Composite extension). x and y count from its corner. It is followed when it is
     * moved, and with autoAdjustSize when it is resized. While it is not shown, the picture stays
     * as it was. When its program closes it, the capture ends with an error of its own, the code
     * WINDOW.
     */
    public void setWindowId(long windowId) {
        this.windowId = windowId;
    }

    public String getWindowTitle() {
        return windowTitle;
    }

    /**
     * The window of the display to capture, as windowId, by its whole title when the capture opens.
     * If several windows have it, the error lists them with their numbers.
     */
    public void setWindowTitle(String windowTitle) {
        this.windowTitle = windowTitle;
    }

    public String getInput() {
        return input;
    }

    /**
     * With source=frames, the name of the input to which a program pushes frames: with a
     * FrameInput, or a route that ends at pixelflux:frames with the same input. Who pushes and who
     * captures may come in any order, and any number may capture. The first frame says how large
     * the source is; a frame of another size resizes it (autoAdjustSize).
     */
    public void setInput(String input) {
        this.input = input;
    }

    public String getRestoreTokenFile() {
        return restoreTokenFile;
    }

    /**
     * With source=portal, the file that keeps the token with which the desktop shows the same
     * screen again without asking its user. It is read when the capture opens, if it is there, and
     * written anew when the user has consented: a token serves once. Who has it can see the screen,
     * so only the owner can read the file, and nothing else says it. Two captures at a time need
     * two files.
     */
    public void setRestoreTokenFile(String restoreTokenFile) {
        this.restoreTokenFile = restoreTokenFile;
    }

    public int getX() {
        return x;
    }

    /**
     * The left edge of the captured region, in pixels from the left of the source. Allowed:
     * 0..32767.
     */
    public void setX(int x) {
        this.x = x;
    }

    public int getY() {
        return y;
    }

    /**
     * The top edge of the captured region, in pixels from the top of the source. Allowed: 0..32767.
     */
    public void setY(int y) {
        this.y = y;
    }

    public @Nullable Integer getWidth() {
        return width;
    }

    /**
     * The width of the captured region, in pixels. It must fit the source after x. Not set: all
     * that is left of the source (synthetic: 1920). Allowed: 1..16384.
     */
    public void setWidth(Integer width) {
        this.width = width;
    }

    public @Nullable Integer getHeight() {
        return height;
    }

    /**
     * The height of the captured region, in pixels. It must fit the source after y. Not set: all
     * that is left of the source (synthetic: 1080). Allowed: 1..16384.
     */
    public void setHeight(Integer height) {
        this.height = height;
    }

    public boolean isAutoAdjustSize() {
        return autoAdjustSize;
    }

    /**
     * Whether the region follows the source when the source is resized. A width or height that is
     * not set is then all that is left of the source, one that is set as much of it as fits. Off: a
     * region that no longer fits ends the capture with a retryable error.
     */
    public void setAutoAdjustSize(boolean autoAdjustSize) {
        this.autoAdjustSize = autoAdjustSize;
    }

    public double getFps() {
        return fps;
    }

    /**
     * The most frames a second. Fewer come when less changes or when the reader takes longer than a
     * frame; a calm screen sends none. With mode=mixed, pieces of what stayed still
     * (usePaintOverQuality) come between them. Allowed: 0.01..240.
     */
    public void setFps(double fps) {
        this.fps = fps;
    }

    public boolean isCaptureCursor() {
        return captureCursor;
    }

    /**
     * Whether the mouse pointer is drawn into the picture.
     */
    public void setCaptureCursor(boolean captureCursor) {
        this.captureCursor = captureCursor;
    }

    public boolean isCursorEvents() {
        return cursorEvents;
    }

    /**
     * Whether shape and position of the mouse pointer are told beside the picture. In Java a
     * CursorListener hears of them; in Camel they are exchanges of their own, which alone have the
     * header CamelPixelfluxCursorShapeId.
     */
    public void setCursorEvents(boolean cursorEvents) {
        this.cursorEvents = cursorEvents;
    }

    public CaptureMode getMode() {
        return mode;
    }

    /**
     * How changes are encoded. jpeg makes every stripe an image of its own. h264 makes every row of
     * stripes a video stream of its own, to be decoded by one decoder for each y. mixed sends no
     * stripes but frames of rectangles: copies of what moved, exact pixels where there is text,
     * images where there are pictures, and H.264 where a picture keeps moving.
     */
    public void setMode(CaptureMode mode) {
        this.mode = mode;
    }

    public long getMinimumEpoch() {
        return minimumEpoch;
    }

    /**
     * The least number of an epoch that begins from now on. An epoch begins when the capture opens,
     * when its picture gets another size, and when mode changes to mixed or from it; its number is
     * at least that of the clock, in milliseconds since 1970, and above the one before. A program
     * that keeps frames beyond the capture, as a topic does, gives one more than the last epoch
     * that it knows. Then a clock that was set back does no harm.
     */
    public void setMinimumEpoch(long minimumEpoch) {
        this.minimumEpoch = minimumEpoch;
    }

    public int getStripeHeight() {
        return stripeHeight;
    }

    /**
     * The rows of a stripe; with mode=h264 at least 64. 0 chooses by the mode and the height of the
     * region: 64 for jpeg and 128 for h264, doubled for tall regions. Allowed: 0 or a multiple of
     * 16 in 16..4096.
     */
    public void setStripeHeight(int stripeHeight) {
        this.stripeHeight = stripeHeight;
    }

    public int getJpegQuality() {
        return jpegQuality;
    }

    /**
     * The quality of JPEG stripes, and of images with mode=mixed; higher is better and larger.
     * Allowed: 1..100.
     */
    public void setJpegQuality(int jpegQuality) {
        this.jpegQuality = jpegQuality;
    }

    public int getPaintOverJpegQuality() {
        return paintOverJpegQuality;
    }

    /**
     * With usePaintOverQuality, the quality of a JPEG stripe that stayed still. A stripe that
     * changes starts at it and falls by one a frame down to jpegQuality. The better of both counts.
     * Allowed: 1..100.
     */
    public void setPaintOverJpegQuality(int paintOverJpegQuality) {
        this.paintOverJpegQuality = paintOverJpegQuality;
    }

    public boolean isJpegAdaptiveStripes() {
        return jpegAdaptiveStripes;
    }

    /**
     * Whether a JPEG stripe leaves out the rows above and below that did not change. It does so in
     * steps of 16 rows. Off, or with stripeHeight: a stripe always has all its rows.
     */
    public void setJpegAdaptiveStripes(boolean jpegAdaptiveStripes) {
        this.jpegAdaptiveStripes = jpegAdaptiveStripes;
    }

    public boolean isJpegFullColor() {
        return jpegFullColor;
    }

    /**
     * Whether JPEG has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0). It
     * makes coloured text crisp and stripes larger.
     */
    public void setJpegFullColor(boolean jpegFullColor) {
        this.jpegFullColor = jpegFullColor;
    }

    public H264Encoder getH264Encoder() {
        return h264Encoder;
    }

    /**
     * The library that encodes H.264. auto takes x264 where the native library has it, else
     * openh264, which encodes no 4:4:4 (h264FullColor), no side below 16 pixels, and no stripe of
     * more than 9437184 pixels. x264 makes the native library GPL.
     */
    public void setH264Encoder(H264Encoder h264Encoder) {
        this.h264Encoder = h264Encoder;
    }

    public int getH264Crf() {
        return h264Crf;
    }

    /**
     * The constant rate factor of H.264 stripes; lower is better and larger. Each picture gets the
     * quantiser that a film has at it; key frames and small changes are finer. With rateControl=cbr
     * it is how far a still picture is refined. Allowed: 0..51.
     */
    public void setH264Crf(int h264Crf) {
        this.h264Crf = h264Crf;
    }

    public int getH264PaintOverCrf() {
        return h264PaintOverCrf;
    }

    /**
     * With usePaintOverQuality, the constant rate factor of an H.264 stripe that stayed still. The
     * lower of it and h264Crf counts. Allowed: 0..51.
     */
    public void setH264PaintOverCrf(int h264PaintOverCrf) {
        this.h264PaintOverCrf = h264PaintOverCrf;
    }

    public int getH264PaintOverBurstFrames() {
        return h264PaintOverBurstFrames;
    }

    /**
     * How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf. The first is
     * a key frame. A change cuts them short. Allowed: 1..1000.
     */
    public void setH264PaintOverBurstFrames(int h264PaintOverBurstFrames) {
        this.h264PaintOverBurstFrames = h264PaintOverBurstFrames;
    }

    public boolean isH264FullColor() {
        return h264FullColor;
    }

    /**
     * Whether H.264 has a colour for every pixel (4:4:4) instead of one for four pixels (4:2:0). It
     * makes coloured text crisp and stripes larger. The stream is full range, High 4:4:4
     * Predictive.
     */
    public void setH264FullColor(boolean h264FullColor) {
        this.h264FullColor = h264FullColor;
    }

    public boolean isH264FullFrame() {
        return h264FullFrame;
    }

    /**
     * Whether H.264 has the whole picture in one stripe, which is one stream. stripeHeight is not
     * used then.
     */
    public void setH264FullFrame(boolean h264FullFrame) {
        this.h264FullFrame = h264FullFrame;
    }

    public boolean isH264AdaptiveStripes() {
        return h264AdaptiveStripes;
    }

    /**
     * Whether H.264 stripes are joined where motion lasts, and cut again where it does not. Not
     * with stripeHeight, h264FullFrame, h264StreamingMode or rateControl=cbr.
     */
    public void setH264AdaptiveStripes(boolean h264AdaptiveStripes) {
        this.h264AdaptiveStripes = h264AdaptiveStripes;
    }

    public boolean isH264StreamingMode() {
        return h264StreamingMode;
    }

    /**
     * Whether every H.264 stripe is sent in every frame, changed or not, fps times a second.
     * Nothing is painted over then.
     */
    public void setH264StreamingMode(boolean h264StreamingMode) {
        this.h264StreamingMode = h264StreamingMode;
    }

    public boolean isVideoRectangles() {
        return videoRectangles;
    }

    /**
     * With mode=mixed, whether what keeps moving and is neither text nor a move becomes H.264. Such
     * a film is a rectangle and a stream of its own, with the quality that h264Crf says, about a
     * second after it began; until then, and where the native library has no encoder of H.264, it
     * is images. Off: it stays images, for readers that decode no H.264, such as PictureAssembler
     * without pixelflux-ffmpeg and browsers on pages of plain http.
     */
    public void setVideoRectangles(boolean videoRectangles) {
        this.videoRectangles = videoRectangles;
    }

    public RateControl getRateControl() {
        return rateControl;
    }

    /**
     * What H.264 stripes, and frames with mode=mixed, keep constant. With crf it is the quality
     * that h264Crf and jpegQuality say, with cbr the bits a second that bitrateKbps says. With
     * mode=mixed and cbr, images get coarser first, then exact pixels are sent as images, then
     * fewer frames come; what is still becomes exact whatever usePaintOverQuality says. It does
     * nothing with mode=jpeg.
     */
    public void setRateControl(RateControl rateControl) {
        this.rateControl = rateControl;
    }

    public int getBitrateKbps() {
        return bitrateKbps;
    }

    /**
     * With rateControl=cbr, thousands of bits a second, for all H.264 stripes or rectangles
     * together. Allowed: 50..1000000.
     */
    public void setBitrateKbps(int bitrateKbps) {
        this.bitrateKbps = bitrateKbps;
    }

    public double getVbvMultiplier() {
        return vbvMultiplier;
    }

    /**
     * With rateControl=cbr, how much may be sent at once, in frames. A frame has what the bit rate
     * yields from frame to frame. After a frame that was dearer the next one waits. Allowed:
     * 1..1000.
     */
    public void setVbvMultiplier(double vbvMultiplier) {
        this.vbvMultiplier = vbvMultiplier;
    }

    public @Nullable Boolean getUsePaintOverQuality() {
        return usePaintOverQuality;
    }

    /**
     * Whether what stayed still is sent once more: a stripe at its paint-over quality; with
     * mode=mixed, what was an image as exact pixels. With mode=mixed it comes piece by piece, until
     * a screen at rest is shown bit for bit. Off: a still screen sends nothing. Not set: on with
     * mode=mixed, else off.
     */
    public void setUsePaintOverQuality(Boolean usePaintOverQuality) {
        this.usePaintOverQuality = usePaintOverQuality;
    }

    public int getPaintOverTriggerFrames() {
        return paintOverTriggerFrames;
    }

    /**
     * With usePaintOverQuality, how long a stripe, or with mode=mixed a part of the picture, must
     * stay still before it is sent once more, in frames at fps. With mode=mixed it is up to 8 times
     * as long where exact pixels were in vain lately, because what they showed changed within 2 s.
     * Allowed: 1..1000000.
     */
    public void setPaintOverTriggerFrames(int paintOverTriggerFrames) {
        this.paintOverTriggerFrames = paintOverTriggerFrames;
    }

    public int getDamageBlockThreshold() {
        return damageBlockThreshold;
    }

    /**
     * In how many frames in a row a stripe must change to be damaged. 0: none is. Allowed:
     * 0..1000000.
     */
    public void setDamageBlockThreshold(int damageBlockThreshold) {
        this.damageBlockThreshold = damageBlockThreshold;
    }

    public int getDamageBlockDuration() {
        return damageBlockDuration;
    }

    /**
     * How long a damaged JPEG stripe must stay still before its quality is restored, in frames at
     * fps. Allowed: 1..1000000.
     */
    public void setDamageBlockDuration(int damageBlockDuration) {
        this.damageBlockDuration = damageBlockDuration;
    }

    public double getKeyframeIntervalSeconds() {
        return keyframeIntervalSeconds;
    }

    /**
     * Within how many seconds every stripe is sent whole, decodable by itself, even if it is still.
     * With mode=mixed it is the picture that is sent whole, as a refresh. 0: only on demand.
     * Allowed: 0..86400.
     */
    public void setKeyframeIntervalSeconds(double keyframeIntervalSeconds) {
        this.keyframeIntervalSeconds = keyframeIntervalSeconds;
    }

    public int getEncoderThreads() {
        return encoderThreads;
    }

    /**
     * The most threads that encode stripes of this capture at a time, its own included. The
     * captures of a process share them: until the last one closes there are as many as the capture
     * with the most may use. 0: as many as the JVM has processors when the capture opens. Allowed:
     * 0..256.
     */
    public void setEncoderThreads(int encoderThreads) {
        this.encoderThreads = encoderThreads;
    }

    public String getWireHeader() {
        return wireHeader;
    }

    /**
     * What stands before the payload of a stripe. none: nothing, so that a stripe is a JPEG image,
     * or H.264 in Annex B form, that programs open. 1: the header of the original's 1.x, 6 bytes of
     * JPEG and 10 of H.264, which the page and relays read. 2: the header of the original since its
     * 2.1, the same for JPEG and 12 bytes of H.264. A frame with mode=mixed has a form of its own,
     * whatever this says.
     */
    public void setWireHeader(String wireHeader) {
        this.wireHeader = wireHeader;
    }

    public String getWatermarkPath() {
        return watermarkPath;
    }

    /**
     * The PNG file, with alpha, that is drawn over the picture where watermarkLocation says. Empty:
     * none.
     */
    public void setWatermarkPath(String watermarkPath) {
        this.watermarkPath = watermarkPath;
    }

    public WatermarkLocation getWatermarkLocation() {
        return watermarkLocation;
    }

    /**
     * Where the watermark is drawn; anything but none needs watermarkPath. animated moves it 2
     * pixels a frame and lets it bounce off the edges.
     */
    public void setWatermarkLocation(WatermarkLocation watermarkLocation) {
        this.watermarkLocation = watermarkLocation;
    }

    public SyntheticPattern getSyntheticPattern() {
        return syntheticPattern;
    }

    /**
     * What the source synthetic shows. shift moves shaded blocks to the left, scroll scrolls a page
     * of text up, window moves a window over a still ground, noise draws pixels without any order
     * anew, text types one more character on a still page in each frame, chart is a still test
     * chart, scroll57 and scroll120 scroll the page by that many pixels a frame where scroll does
     * by 16, sideways scrolls it to the left by 16, film is scroll with a film in the right third,
     * and drag moves a window with text and a photograph over a still page. syntheticChange says
     * how many rows that concerns.
     */
    public void setSyntheticPattern(SyntheticPattern syntheticPattern) {
        this.syntheticPattern = syntheticPattern;
    }

    public long getSyntheticSeed() {
        return syntheticSeed;
    }

    /**
     * Chooses the picture of the source synthetic: the same seed draws the same frames.
     */
    public void setSyntheticSeed(long syntheticSeed) {
        this.syntheticSeed = syntheticSeed;
    }

    public double getSyntheticChange() {
        return syntheticChange;
    }

    /**
     * The share of the rows that syntheticPattern moves in each frame, in percent. They are those
     * in the middle of the region, with window and drag the height of the window. chart has none.
     * Allowed: 0..100.
     */
    public void setSyntheticChange(double syntheticChange) {
        this.syntheticChange = syntheticChange;
    }
}
