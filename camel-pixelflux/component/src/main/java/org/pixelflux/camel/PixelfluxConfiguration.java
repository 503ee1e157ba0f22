// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
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

    @UriPath(enums = "screen,synthetic")
    @Metadata(required = true)
    private Source source = CaptureOption.SOURCE.defaultValue();

    @UriParam private String display = CaptureOption.DISPLAY.defaultValue();

    @UriParam(defaultValue = "0")
    private int x = CaptureOption.X.defaultValue();

    @UriParam(defaultValue = "0")
    private int y = CaptureOption.Y.defaultValue();

    @UriParam private Integer width;

    @UriParam private Integer height;

    @UriParam(defaultValue = "false")
    private boolean autoAdjustSize = CaptureOption.AUTO_ADJUST_SIZE.defaultValue();

    @UriParam(label = "consumer", defaultValue = "60")
    private double fps = CaptureOption.FPS.defaultValue();

    @UriParam(defaultValue = "false")
    private boolean captureCursor = CaptureOption.CAPTURE_CURSOR.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean cursorEvents = CaptureOption.CURSOR_EVENTS.defaultValue();

    @UriParam(label = "consumer", enums = "jpeg,h264", defaultValue = "jpeg")
    private Codec mode = CaptureOption.MODE.defaultValue();

    @UriParam(label = "consumer", defaultValue = "0")
    private int stripeHeight = CaptureOption.STRIPE_HEIGHT.defaultValue();

    @UriParam(defaultValue = "85")
    private int jpegQuality = CaptureOption.JPEG_QUALITY.defaultValue();

    @UriParam(label = "consumer", defaultValue = "95")
    private int paintOverJpegQuality = CaptureOption.PAINT_OVER_JPEG_QUALITY.defaultValue();

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean jpegAdaptiveStripes = CaptureOption.JPEG_ADAPTIVE_STRIPES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "25")
    private int h264Crf = CaptureOption.H264_CRF.defaultValue();

    @UriParam(label = "consumer", defaultValue = "18")
    private int h264PaintOverCrf = CaptureOption.H264_PAINT_OVER_CRF.defaultValue();

    @UriParam(label = "consumer", defaultValue = "5")
    private int h264PaintOverBurstFrames =
            CaptureOption.H264_PAINT_OVER_BURST_FRAMES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264FullColor = CaptureOption.H264_FULL_COLOR.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264FullFrame = CaptureOption.H264_FULL_FRAME.defaultValue();

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean h264AdaptiveStripes = CaptureOption.H264_ADAPTIVE_STRIPES.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean h264StreamingMode = CaptureOption.H264_STREAMING_MODE.defaultValue();

    @UriParam(label = "consumer", enums = "crf,cbr", defaultValue = "crf")
    private RateControl rateControl = CaptureOption.RATE_CONTROL.defaultValue();

    @UriParam(label = "consumer", defaultValue = "4000")
    private int bitrateKbps = CaptureOption.BITRATE_KBPS.defaultValue();

    @UriParam(label = "consumer", defaultValue = "1.5")
    private double vbvMultiplier = CaptureOption.VBV_MULTIPLIER.defaultValue();

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean usePaintOverQuality = CaptureOption.USE_PAINT_OVER_QUALITY.defaultValue();

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

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean omitStripeHeaders = CaptureOption.OMIT_STRIPE_HEADERS.defaultValue();

    @UriParam private String watermarkPath = CaptureOption.WATERMARK_PATH.defaultValue();

    @UriParam(
            enums = "none,topLeft,topRight,bottomLeft,bottomRight,middle,animated",
            defaultValue = "none")
    private WatermarkLocation watermarkLocation = CaptureOption.WATERMARK_LOCATION.defaultValue();

    @UriParam(
            label = "advanced",
            enums = "shift,scroll,window,noise,text,chart",
            defaultValue = "shift")
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
        CaptureSettings.Builder settings =
                CaptureSettings.builder()
                        .source(source)
                        .display(display)
                        .x(x)
                        .y(y)
                        .autoAdjustSize(autoAdjustSize)
                        .fps(fps)
                        .captureCursor(captureCursor)
                        .cursorEvents(cursorEvents)
                        .mode(mode)
                        .stripeHeight(stripeHeight)
                        .jpegQuality(jpegQuality)
                        .paintOverJpegQuality(paintOverJpegQuality)
                        .jpegAdaptiveStripes(jpegAdaptiveStripes)
                        .h264Crf(h264Crf)
                        .h264PaintOverCrf(h264PaintOverCrf)
                        .h264PaintOverBurstFrames(h264PaintOverBurstFrames)
                        .h264FullColor(h264FullColor)
                        .h264FullFrame(h264FullFrame)
                        .h264AdaptiveStripes(h264AdaptiveStripes)
                        .h264StreamingMode(h264StreamingMode)
                        .rateControl(rateControl)
                        .bitrateKbps(bitrateKbps)
                        .vbvMultiplier(vbvMultiplier)
                        .usePaintOverQuality(usePaintOverQuality)
                        .paintOverTriggerFrames(paintOverTriggerFrames)
                        .damageBlockThreshold(damageBlockThreshold)
                        .damageBlockDuration(damageBlockDuration)
                        .keyframeIntervalSeconds(keyframeIntervalSeconds)
                        .encoderThreads(encoderThreads)
                        .omitStripeHeaders(omitStripeHeaders)
                        .watermarkPath(watermarkPath)
                        .watermarkLocation(watermarkLocation)
                        .syntheticPattern(syntheticPattern)
                        .syntheticSeed(syntheticSeed)
                        .syntheticChange(syntheticChange);
        if (width != null) {
            settings.width(width);
        }
        if (height != null) {
            settings.height(height);
        }
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
     * Where the pixels come from: screen captures an X11 display, synthetic draws a moving picture
     * by itself and needs no display, which is meant for tests and first tries.
     */
    public void setSource(Source source) {
        this.source = source;
    }

    public String getDisplay() {
        return display;
    }

    /**
     * The X display to capture, such as :1, unix:1, host:1 (with an IPv6 address in brackets),
     * tcp/host:1 or the path of its socket. When it is not set, the environment variable DISPLAY
     * says which. Used by the source screen only.
     */
    public void setDisplay(String display) {
        this.display = display;
    }

    public int getX() {
        return x;
    }

    /** The left edge of the captured region in pixels from the left of the source, 0..32767. */
    public void setX(int x) {
        this.x = x;
    }

    public int getY() {
        return y;
    }

    /** The upper edge of the captured region in pixels from the top of the source, 0..32767. */
    public void setY(int y) {
        this.y = y;
    }

    public Integer getWidth() {
        return width;
    }

    /**
     * The width of the captured region in pixels, 1..16384. It must fit the source after x. When it
     * is not set: all that is left of the source (synthetic: 1920).
     */
    public void setWidth(Integer width) {
        this.width = width;
    }

    public Integer getHeight() {
        return height;
    }

    /**
     * The height of the captured region in pixels, 1..16384. It must fit the source after y. When
     * it is not set: all that is left of the source (synthetic: 1080).
     */
    public void setHeight(Integer height) {
        this.height = height;
    }

    public boolean isAutoAdjustSize() {
        return autoAdjustSize;
    }

    /**
     * Whether the region follows the source when that is resized: a width or height that is not set
     * is all that is left of the source, one that is set as much of it as fits. Otherwise a region
     * that no longer fits ends the capture with a retryable error.
     */
    public void setAutoAdjustSize(boolean autoAdjustSize) {
        this.autoAdjustSize = autoAdjustSize;
    }

    public double getFps() {
        return fps;
    }

    /**
     * The most frames that are captured in a second, 1..240. Fewer come when less changes or when
     * the route takes longer than a frame; nothing is captured while nothing changes.
     */
    public void setFps(double fps) {
        this.fps = fps;
    }

    public boolean isCaptureCursor() {
        return captureCursor;
    }

    /** Whether the mouse pointer is drawn into the picture. */
    public void setCaptureCursor(boolean captureCursor) {
        this.captureCursor = captureCursor;
    }

    public boolean isCursorEvents() {
        return cursorEvents;
    }

    /**
     * Whether shape and position of the mouse pointer are told beside the picture, in exchanges of
     * their own whose header CamelPixelfluxType is cursor.
     */
    public void setCursorEvents(boolean cursorEvents) {
        this.cursorEvents = cursorEvents;
    }

    public Codec getMode() {
        return mode;
    }

    /**
     * How stripes are encoded: jpeg makes every stripe an image of its own, h264 makes every row of
     * stripes a video stream of its own, to be decoded by one decoder for each y.
     */
    public void setMode(Codec mode) {
        this.mode = mode;
    }

    public int getStripeHeight() {
        return stripeHeight;
    }

    /**
     * The height of a stripe in pixels, a multiple of 16 in 16..4096, with mode=h264 at least 64. 0
     * chooses it by the mode and the height of the region: 64 for jpeg and 128 for h264, doubled
     * for tall regions.
     */
    public void setStripeHeight(int stripeHeight) {
        this.stripeHeight = stripeHeight;
    }

    public int getJpegQuality() {
        return jpegQuality;
    }

    /** The quality of JPEG stripes, 1..100, higher is better and larger. */
    public void setJpegQuality(int jpegQuality) {
        this.jpegQuality = jpegQuality;
    }

    public int getPaintOverJpegQuality() {
        return paintOverJpegQuality;
    }

    /**
     * The quality of a JPEG stripe that stayed still, 1..100, with usePaintOverQuality=true. A
     * changing stripe then starts at it as well and falls by one a frame down to jpegQuality. The
     * better of jpegQuality and this counts.
     */
    public void setPaintOverJpegQuality(int paintOverJpegQuality) {
        this.paintOverJpegQuality = paintOverJpegQuality;
    }

    public boolean isJpegAdaptiveStripes() {
        return jpegAdaptiveStripes;
    }

    /**
     * Whether what did not change is left out of JPEG stripes, above and below, in steps of 16
     * rows. Not with stripeHeight.
     */
    public void setJpegAdaptiveStripes(boolean jpegAdaptiveStripes) {
        this.jpegAdaptiveStripes = jpegAdaptiveStripes;
    }

    public int getH264Crf() {
        return h264Crf;
    }

    /**
     * The constant rate factor of H.264 stripes, 0..51, lower is better and larger. With
     * rateControl=cbr it is how far a still picture is refined.
     */
    public void setH264Crf(int h264Crf) {
        this.h264Crf = h264Crf;
    }

    public int getH264PaintOverCrf() {
        return h264PaintOverCrf;
    }

    /**
     * The constant rate factor of an H.264 stripe that stayed still, 0..51, with
     * usePaintOverQuality=true. The lower of h264Crf and this counts.
     */
    public void setH264PaintOverCrf(int h264PaintOverCrf) {
        this.h264PaintOverCrf = h264PaintOverCrf;
    }

    public int getH264PaintOverBurstFrames() {
        return h264PaintOverBurstFrames;
    }

    /**
     * How many pictures an H.264 stripe that stayed still is sent at h264PaintOverCrf, 1..1000. The
     * first is a key frame; a change cuts them short.
     */
    public void setH264PaintOverBurstFrames(int h264PaintOverBurstFrames) {
        this.h264PaintOverBurstFrames = h264PaintOverBurstFrames;
    }

    public boolean isH264FullColor() {
        return h264FullColor;
    }

    /**
     * Whether H.264 has a colour for every pixel (4:4:4, full range, High 4:4:4 Predictive), which
     * makes coloured text crisp and stripes larger, and not one for four pixels (4:2:0).
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

    public RateControl getRateControl() {
        return rateControl;
    }

    /**
     * What H.264 stripes keep constant: with crf the quality that h264Crf says, with cbr the bits a
     * second that bitrateKbps says.
     */
    public void setRateControl(RateControl rateControl) {
        this.rateControl = rateControl;
    }

    public int getBitrateKbps() {
        return bitrateKbps;
    }

    /**
     * How many thousand bits a second all H.264 stripes together have with rateControl=cbr,
     * 50..1000000.
     */
    public void setBitrateKbps(int bitrateKbps) {
        this.bitrateKbps = bitrateKbps;
    }

    public double getVbvMultiplier() {
        return vbvMultiplier;
    }

    /**
     * How much may be sent at once with rateControl=cbr, in frames, 1..1000. One has what the bit
     * rate yields from frame to frame. After a frame that was dearer the next one waits.
     */
    public void setVbvMultiplier(double vbvMultiplier) {
        this.vbvMultiplier = vbvMultiplier;
    }

    public boolean isUsePaintOverQuality() {
        return usePaintOverQuality;
    }

    /**
     * Whether a stripe that stayed still is sent once more, at its paint-over quality. Otherwise a
     * still screen sends nothing.
     */
    public void setUsePaintOverQuality(boolean usePaintOverQuality) {
        this.usePaintOverQuality = usePaintOverQuality;
    }

    public int getPaintOverTriggerFrames() {
        return paintOverTriggerFrames;
    }

    /**
     * How long a stripe must stay still before it is sent once more with usePaintOverQuality=true,
     * in frames at fps, 1..1000000.
     */
    public void setPaintOverTriggerFrames(int paintOverTriggerFrames) {
        this.paintOverTriggerFrames = paintOverTriggerFrames;
    }

    public int getDamageBlockThreshold() {
        return damageBlockThreshold;
    }

    /**
     * In how many frames in a row a stripe must change to be damaged, up to 1000000. 0: none is.
     */
    public void setDamageBlockThreshold(int damageBlockThreshold) {
        this.damageBlockThreshold = damageBlockThreshold;
    }

    public int getDamageBlockDuration() {
        return damageBlockDuration;
    }

    /**
     * How long a damaged JPEG stripe must stay still before its quality is restored, in frames at
     * fps, 1..1000000.
     */
    public void setDamageBlockDuration(int damageBlockDuration) {
        this.damageBlockDuration = damageBlockDuration;
    }

    public double getKeyframeIntervalSeconds() {
        return keyframeIntervalSeconds;
    }

    /**
     * Within how many seconds every stripe is sent whole, decodable by itself, even if it is still,
     * up to 86400. 0: only on demand.
     */
    public void setKeyframeIntervalSeconds(double keyframeIntervalSeconds) {
        this.keyframeIntervalSeconds = keyframeIntervalSeconds;
    }

    public int getEncoderThreads() {
        return encoderThreads;
    }

    /**
     * The most threads that encode stripes of this capture at a time, its own included, up to 256.
     * The captures of a process share them, and there are as many as the largest one may use. 0: as
     * many as the JVM has processors.
     */
    public void setEncoderThreads(int encoderThreads) {
        this.encoderThreads = encoderThreads;
    }

    public boolean isOmitStripeHeaders() {
        return omitStripeHeaders;
    }

    /**
     * Whether the body is the payload alone, without the wire header of 6 bytes for JPEG and 10 for
     * H.264.
     */
    public void setOmitStripeHeaders(boolean omitStripeHeaders) {
        this.omitStripeHeaders = omitStripeHeaders;
    }

    public String getWatermarkPath() {
        return watermarkPath;
    }

    /**
     * The PNG file, with alpha, that is drawn over the picture where watermarkLocation says. When
     * it is not set: none.
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
     * What the source synthetic shows: shift moves shaded blocks to the left, scroll scrolls a page
     * of text up, window moves a window over a still ground, noise draws pixels without any order
     * anew, text types one more character on a still page in each frame, and chart is a still test
     * chart. How many rows that concerns is told by syntheticChange.
     */
    public void setSyntheticPattern(SyntheticPattern syntheticPattern) {
        this.syntheticPattern = syntheticPattern;
    }

    public long getSyntheticSeed() {
        return syntheticSeed;
    }

    /** Chooses the picture of the source synthetic: the same seed draws the same frames. */
    public void setSyntheticSeed(long syntheticSeed) {
        this.syntheticSeed = syntheticSeed;
    }

    public double getSyntheticChange() {
        return syntheticChange;
    }

    /**
     * The share of the rows that syntheticPattern moves in each frame, in percent, 0..100: those in
     * the middle of the region, with window the height of the window. chart has none.
     */
    public void setSyntheticChange(double syntheticChange) {
        this.syntheticChange = syntheticChange;
    }
}
