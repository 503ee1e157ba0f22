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
import org.pixelflux.Source;

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

    @UriParam(defaultValue = "60")
    private double fps = CaptureOption.FPS.defaultValue();

    @UriParam(enums = "jpeg,h264", defaultValue = "jpeg")
    private Codec mode = CaptureOption.MODE.defaultValue();

    @UriParam(defaultValue = "85")
    private int jpegQuality = CaptureOption.JPEG_QUALITY.defaultValue();

    @UriParam(defaultValue = "25")
    private int h264Crf = CaptureOption.H264_CRF.defaultValue();

    @UriParam(defaultValue = "0")
    private int stripeHeight = CaptureOption.STRIPE_HEIGHT.defaultValue();

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
                        .fps(fps)
                        .mode(mode)
                        .jpegQuality(jpegQuality)
                        .h264Crf(h264Crf)
                        .stripeHeight(stripeHeight)
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
     * The X display to capture, such as :1. When it is not set, the environment variable DISPLAY
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

    public int getJpegQuality() {
        return jpegQuality;
    }

    /** The quality of JPEG stripes, 1..100, higher is better and larger. */
    public void setJpegQuality(int jpegQuality) {
        this.jpegQuality = jpegQuality;
    }

    public int getH264Crf() {
        return h264Crf;
    }

    /** The constant rate factor of H.264 stripes, 0..51, lower is better and larger. */
    public void setH264Crf(int h264Crf) {
        this.h264Crf = h264Crf;
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
     * The share of the rows that the source synthetic changes in each frame, in percent, 0..100.
     */
    public void setSyntheticChange(double syntheticChange) {
        this.syntheticChange = syntheticChange;
    }
}
