// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/**
 * Makes the picture of records, as the README says: one H.264 decoder for each y, and after a gap
 * nothing but key frames into it.
 */
final class StripeViewer implements AutoCloseable {

    private final Map<Integer, H264Decoder> decoders = new HashMap<>();
    private Picture picture = new Picture(0, 0);
    private long frameId = -1;
    private int missing;
    private int gaps;

    /** Takes the next record. */
    void draw(ReceivedStripe stripe) {
        if (stripe.frameId() != frameId) {
            if (missing > 0 || stripe.frameId() != frameId + 1) {
                gaps++;
                forgetStreams();
            }
            frameId = stripe.frameId();
            missing = stripe.stripeCount();
        }
        missing--;
        if (picture.width() != stripe.frameWidth() || picture.height() != stripe.frameHeight()) {
            picture = new Picture(stripe.frameWidth(), stripe.frameHeight());
        }
        Picture decoded = stripe.isH264() ? decode(stripe) : read(stripe);
        if (decoded != null) {
            picture.draw(decoded, 0, stripe.y(), stripe.width(), stripe.height());
        }
    }

    /** Null where no decoder can begin. */
    private Picture decode(ReceivedStripe stripe) {
        if (!stripe.keyFrame() && !decoders.containsKey(stripe.y())) {
            return null;
        }
        return decoders.computeIfAbsent(stripe.y(), y -> new H264Decoder())
                .decode(stripe.payload());
    }

    private static Picture read(ReceivedStripe stripe) {
        try {
            return Picture.of(ImageIO.read(new ByteArrayInputStream(stripe.payload())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was drawn so far. */
    Picture picture() {
        return picture;
    }

    /** How often records were missing between two frames. */
    int gaps() {
        return gaps;
    }

    private void forgetStreams() {
        decoders.values().forEach(H264Decoder::close);
        decoders.clear();
    }

    @Override
    public void close() {
        forgetStreams();
    }
}
