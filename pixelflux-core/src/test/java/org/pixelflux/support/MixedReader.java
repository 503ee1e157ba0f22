// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.pixelflux.Capture;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.PictureAssembler;

/**
 * A viewer of mode mixed that knows which pixels it has been told exactly. Films are decoded by
 * FFmpeg, see {@link H264Decoder}.
 */
public final class MixedReader implements AutoCloseable {

    private final PictureAssembler assembler =
            new PictureAssembler(size -> new H264Decoder(), PictureAssembler.DEFAULT_MOST_PIXELS);
    private final Set<RectangleKind> kinds = EnumSet.noneOf(RectangleKind.class);
    private boolean[] lossy = {};
    private int width;
    private long epoch = -1;

    /** From now on draws what is coarse, too. */
    public void takeCoarse() {
        assembler.takeCoarse();
    }

    /** What follows comes over another connection. */
    public void connectedAgain() {
        assembler.connectedAgain();
    }

    /** Draws a frame; it must follow the one before. */
    public void draw(Frame frame) {
        MixedFrame mixed = frame.mixed();
        if (draw(mixed) != Drawn.WHOLE) {
            throw new IllegalStateException("not whole with " + mixed);
        }
    }

    /** Draws what a reader that has seen those before draws of the frame. */
    public Drawn draw(MixedFrame mixed) {
        FrameNumber before = assembler.isWhole() ? assembler.lastWhole() : null;
        boolean follows =
                !mixed.first() && new FrameNumber(mixed.epoch(), mixed.previous()).equals(before);
        boolean own = follows || mixed.complete();
        Predicate<FrameRectangle> isDrawn =
                rectangle -> own ? rectangle.role().isOwn() : rectangle.role().isRefresh();
        Drawn drawn = assembler.draw(mixed);
        if (drawn != Drawn.WHOLE && drawn != Drawn.PART) {
            return drawn;
        }
        if (mixed.epoch() != epoch) {
            epoch = mixed.epoch();
            width = mixed.width();
            lossy = new boolean[width * mixed.height()];
        }
        for (FrameRectangle rectangle : mixed) {
            if (isDrawn.test(rectangle)) {
                kinds.add(rectangle.kind());
                mark(rectangle);
            }
        }
        return drawn;
    }

    /** Whether the picture is that of {@link #lastWhole()}. */
    public boolean isWhole() {
        return assembler.isWhole();
    }

    /** The last frame whose picture this was; null if it has none. */
    public FrameNumber lastWhole() {
        return assembler.lastWhole();
    }

    /** Asks a capture for what this picture lacks. */
    public void requestRefresh(Capture capture) {
        assembler.requestRefresh(capture);
    }

    private void mark(FrameRectangle rectangle) {
        boolean[] before = lossy.clone();
        for (int row = 0; row < rectangle.height(); row++) {
            int to = (rectangle.y() + row) * width + rectangle.x();
            int from = (rectangle.sourceY() + row) * width + rectangle.sourceX();
            for (int i = 0; i < rectangle.width(); i++) {
                lossy[to + i] =
                        rectangle.kind() == RectangleKind.COPY
                                ? before[from + i]
                                : !rectangle.kind().isExact();
            }
        }
    }

    /** Draws what comes until nothing has come for so long. */
    public int drawUntilQuiet(FrameReader capture, Duration quiet) {
        int frames = 0;
        for (Frame frame = capture.next(quiet); !frame.isEmpty(); frame = capture.next(quiet)) {
            draw(frame);
            frames++;
        }
        return frames;
    }

    /** What was drawn so far. */
    public Set<RectangleKind> kinds() {
        return kinds;
    }

    /** The picture as it is. */
    public Picture picture() {
        return Picture.of(assembler.image());
    }

    /** Whether this pixel may differ from the source by what an image loses. */
    public boolean isLossy(int x, int y) {
        return lossy[y * width + x];
    }

    /** Pixels that may differ from the source by what an image loses. */
    public long lossyPixels() {
        long count = 0;
        for (boolean pixel : lossy) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    /** Pixels that differ although they were told exactly. */
    public long wrongPixels(Picture expected) {
        Picture shown = picture();
        long wrong = 0;
        for (int i = 0; i < lossy.length; i++) {
            int x = i % width;
            int y = i / width;
            wrong += !lossy[i] && shown.get(x, y) != expected.get(x, y) ? 1 : 0;
        }
        return wrong;
    }

    /** Of the pixels that images told, in dB; infinite if there are none, or all are right. */
    public double lossyPsnr(Picture expected) {
        Picture shown = picture();
        double squares = 0;
        for (int i = 0; i < lossy.length; i++) {
            int a = shown.get(i % width, i / width);
            int b = expected.get(i % width, i / width);
            for (int shift = 0; lossy[i] && shift <= 16; shift += 8) {
                int difference = (a >> shift & 255) - (b >> shift & 255);
                squares += difference * difference;
            }
        }
        return 10 * Math.log10(255.0 * 255.0 * 3 * lossyPixels() / squares);
    }

    /** Frees the decoders of films; where none came it has nothing to free. */
    @Override
    public void close() {
        assembler.close();
    }
}
