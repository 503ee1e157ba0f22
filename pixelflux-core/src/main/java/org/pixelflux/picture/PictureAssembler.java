// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureOption;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.picture.ReaderProgress.Step;

/**
 * Makes the picture of a capture in mode mixed, frame by frame: a viewer in Java. It draws into an
 * image of its own, or where a {@link PixelTarget} says.
 *
 * <p>It goes by the rules of docs/wire.md. A frame that builds on another one than the picture
 * shows is not drawn: {@link #draw} says so, and the program asks for a refresh. Until it comes the
 * picture stays as it is.
 *
 * <pre>{@code
 * PictureAssembler picture = new PictureAssembler();
 * switch (picture.draw(frame)) {
 *     case WHOLE -> show(picture.image());
 *     case PART, BEFORE -> {}
 *     case NOTHING -> picture.requestRefresh(capture);
 * }
 * }</pre>
 *
 * <p>Frames may come from strangers: no bytes do anything but give a picture or throw a {@link
 * FrameFormatException}, no more memory is taken than pictures of the largest size allowed need,
 * and no frame draws more than 64 times as many pixels as its picture has.
 *
 * <p>Films are decoded by the {@link VideoDecoders} that it is given. Without any it refuses frames
 * that have some, and is for captures with {@link CaptureOption#VIDEO_RECTANGLES} off, which is not
 * the default.
 *
 * <p>One thread at a time. Draws on the caller's thread, and keeps nothing of a frame.
 */
public final class PictureAssembler implements AutoCloseable {

    /** The largest picture unless something else is said: twice 8K, which takes 256 MiB. */
    public static final int DEFAULT_MOST_PIXELS = 1 << 26;

    private final PixelTarget target;
    private final int mostPixels;
    private final VideoDecoders decoders;
    private final FilmPlayer films;
    private final ReaderProgress progress = new ReaderProgress();
    private @Nullable Canvas canvas;

    /** Of the canvas. */
    private long epoch;

    private @Nullable BufferedImage image;

    /** Draws into an image of its own, {@link #image()}. */
    public PictureAssembler() {
        this(DEFAULT_MOST_PIXELS);
    }

    /**
     * Draws into an image of its own, {@link #image()}.
     *
     * @param mostPixels larger pictures are refused
     */
    public PictureAssembler(int mostPixels) {
        this(VideoDecoders.NONE, mostPixels);
    }

    /**
     * Draws into memory of the caller's.
     *
     * @param mostPixels larger pictures are refused, and the target not asked for them
     */
    public PictureAssembler(PixelTarget target, int mostPixels) {
        this.target = target;
        this.mostPixels = mostPixels;
        this.decoders = VideoDecoders.NONE;
        this.films = new FilmPlayer(decoders);
    }

    /**
     * Draws into an image of its own, {@link #image()}, films too.
     *
     * @param decoders of H.264, as {@link VideoDecoders#installed()} gives them; {@link #close}
     *     ends them
     * @param mostPixels larger pictures are refused
     */
    public PictureAssembler(VideoDecoders decoders, int mostPixels) {
        this.target = this::newImage;
        this.mostPixels = mostPixels;
        this.decoders = decoders;
        this.films = new FilmPlayer(decoders);
    }

    /**
     * From now on it draws a refresh that is coarse, too: see {@link ReaderProgress#takeCoarse}.
     * Before that such a frame counts as one without a refresh.
     */
    public void takeCoarse() {
        progress.takeCoarse();
    }

    /**
     * What follows comes over another connection: see {@link ReaderProgress#connectedAgain}. The
     * picture stays as it is until something comes.
     */
    public void connectedAgain() {
        progress.connectedAgain();
    }

    private PixelTarget.Pixels newImage(int width, int height) {
        BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image = next;
        int[] rgb = ((DataBufferInt) next.getRaster().getDataBuffer()).getData();
        return new PixelTarget.Pixels(IntBuffer.wrap(rgb), width);
    }

    /**
     * Draws what the next frame has for who has seen those before. With the first frame of another
     * epoch the picture is another one, which is black before.
     *
     * @throws FrameFormatException if an image in it cannot be decoded or has another size than its
     *     rectangle, if the picture has more pixels than allowed or another size than before in its
     *     epoch, if the rectangles to be drawn have more than 64 times as many together, or if
     *     there is video to be drawn and nothing that decodes it. If something was drawn before,
     *     nothing is left: {@link #lastWhole()} is null then
     * @throws IllegalArgumentException if the picture does not fit what the {@link PixelTarget}
     *     gave
     * @throws IllegalStateException if the frame's bytes are gone
     */
    public Drawn draw(MixedFrame frame) {
        Step step = decodable(frame, progress.step(frame));
        if (step == Step.OWN || step == Step.REFRESH || step == Step.PART) {
            draw(frame, step);
        }
        progress.done(frame, step);
        return switch (step) {
            case OWN, REFRESH -> Drawn.WHOLE;
            case PART -> Drawn.PART;
            case BEFORE -> Drawn.BEFORE;
            case NOTHING -> Drawn.NOTHING;
        };
    }

    /** The same, but nothing where a film goes on whose beginning is not there. */
    private Step decodable(MixedFrame frame, Step step) {
        if (decoders == VideoDecoders.NONE) {
            return step;
        }
        for (FrameRectangle rectangle : frame) {
            if (rectangle.kind() == RectangleKind.VIDEO
                    && isWanted(rectangle, step)
                    && !films.knows(rectangle)) {
                return step == Step.OWN ? Step.NOTHING : step;
            }
        }
        return step;
    }

    private void draw(MixedFrame frame, Step step) {
        requireNoVideo(frame, step);
        frame.requireNoFlood(rectangle -> isWanted(rectangle, step));
        Canvas drawnOn = canvas(frame);
        boolean drawn = false;
        try {
            for (FrameRectangle rectangle : frame) {
                if (isWanted(rectangle, step)) {
                    draw(rectangle, drawnOn);
                }
            }
            drawn = true;
        } finally {
            if (!drawn) {
                progress.fail();
            }
        }
    }

    private static boolean isWanted(FrameRectangle rectangle, Step step) {
        return step == Step.OWN ? rectangle.role().isOwn() : rectangle.role().isRefresh();
    }

    private void requireNoVideo(MixedFrame frame, Step step) {
        for (FrameRectangle rectangle : frame) {
            if (decoders == VideoDecoders.NONE
                    && rectangle.kind() == RectangleKind.VIDEO
                    && isWanted(rectangle, step)) {
                throw new FrameFormatException(
                        "PictureAssembler decodes no video, and this frame has "
                                + rectangle
                                + ". Capture with the option videoRectangles=false, which makes"
                                + " images of films: videoRectangles(false) in CaptureSettings,"
                                + " videoRectangles=false in a URI; or give it decoders");
            }
        }
    }

    /** Where to draw; the rules let nothing but the beginning of a picture through at first. */
    private Canvas canvas(MixedFrame frame) {
        Canvas current = canvas;
        int width = frame.width();
        int height = frame.height();
        boolean sameSize = current != null && current.hasSize(width, height);
        if (current != null && sameSize) {
            if (frame.epoch() != epoch) {
                begin(frame.epoch());
                current.clear();
            }
            return current;
        }
        if (current != null && frame.epoch() == epoch) {
            throw new FrameFormatException("the picture has another size in this epoch: " + frame);
        }
        if ((long) width * height > mostPixels) {
            throw new FrameFormatException(
                    "a picture of "
                            + width
                            + "x"
                            + height
                            + " has more than the "
                            + mostPixels
                            + " pixels that this reader allows");
        }
        Canvas next = new Canvas(width, height, target.ofSize(width, height));
        next.clear();
        canvas = next;
        begin(frame.epoch());
        return next;
    }

    /** The numbers of streams and generations begin anew. */
    private void begin(long nextEpoch) {
        films.close();
        epoch = nextEpoch;
    }

    private void draw(FrameRectangle rectangle, Canvas canvas) {
        switch (rectangle.kind()) {
            case FILL -> canvas.fill(rectangle);
            case COPY -> canvas.copy(rectangle);
            case PICTURE, EXACT -> canvas.image(rectangle, ImageDecoder.decode(rectangle));
            case VIDEO -> canvas.image(rectangle, films.decode(rectangle));
        }
    }

    /** Whether the picture is that of the frame {@link #lastWhole()}, and not a mixture. */
    public boolean isWhole() {
        return progress.isWhole();
    }

    /**
     * The last frame whose picture this was, also if it has newer parts by now; null if nothing of
     * use was drawn. A refresh since this frame makes the picture whole again.
     */
    public @Nullable FrameNumber lastWhole() {
        return progress.lastWhole();
    }

    /** Asks a capture for what this picture lacks, which one of its next frames brings. */
    public void requestRefresh(Capture capture) {
        FrameNumber last = lastWhole();
        if (last == null) {
            capture.requestKeyFrame();
        } else {
            capture.requestRefresh(last.epoch(), last.frame());
        }
    }

    /** Frees the decoders of films; without any it has nothing to free. Idempotent. */
    @Override
    public void close() {
        films.close();
    }

    /**
     * The picture: the image that this draws into, {@link BufferedImage#TYPE_INT_RGB}, in which the
     * next frames change. Another one follows when the size of the picture changes. Null before
     * something was drawn, and if this draws into memory of the caller's.
     */
    public @Nullable BufferedImage image() {
        return image;
    }
}
