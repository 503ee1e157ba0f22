// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Stripe;

/** What a viewer does: decodes stripe by stripe, with one H.264 decoder a stripe row. */
public final class StripeDecoder implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(300);

    private final Map<Integer, H264Decoder> decoders = new HashMap<>();
    private Picture picture = new Picture(0, 0);

    /** Draws all stripes of a frame; an empty frame draws nothing. */
    public void draw(Frame frame) {
        if (frame.isEmpty()) {
            return;
        }
        draw(frame.width(), frame.height(), frame.stripes());
    }

    /** Draws stripes of a picture of this size. */
    public void draw(int width, int height, List<Stripe> stripes) {
        if (width != picture.width() || height != picture.height()) {
            picture = new Picture(width, height);
        }
        for (Stripe stripe : stripes) {
            draw(stripe);
        }
    }

    /**
     * Draws what comes until nothing has come for so long.
     *
     * @return how many frames that were
     */
    public int drawUntilQuiet(FrameReader capture, Duration quiet) {
        int frames = 0;
        for (Frame frame = capture.next(quiet); !frame.isEmpty(); frame = capture.next(quiet)) {
            draw(frame);
            frames++;
        }
        return frames;
    }

    /**
     * Draws what comes until the picture is right: a machine that is busy with other work may be
     * late with what was painted, however quiet the capture is.
     *
     * @param assertion about the picture
     */
    public void awaitPicture(FrameReader capture, Consumer<Picture> assertion) {
        await().pollInSameThread()
                .untilAsserted(
                        () -> {
                            drawUntilQuiet(capture, QUIET);
                            assertion.accept(picture);
                        });
    }

    private void draw(Stripe stripe) {
        Picture decoded = decode(stripe);
        if (decoded.width() < stripe.width() || decoded.height() < stripe.height()) {
            throw new IllegalStateException(
                    stripe + " decodes to " + decoded.width() + "x" + decoded.height());
        }
        picture.draw(decoded, 0, stripe.y(), stripe.width(), stripe.height());
    }

    private Picture decode(Stripe stripe) {
        if (stripe.codec() == Codec.H264) {
            return decoders.computeIfAbsent(stripe.y(), y -> new H264Decoder())
                    .decode(stripe.payload());
        }
        try {
            return Picture.of(ImageIO.read(new ByteArrayInputStream(stripe.payload())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was drawn so far. */
    public Picture picture() {
        return picture;
    }

    @Override
    public void close() {
        decoders.values().forEach(H264Decoder::close);
    }
}
