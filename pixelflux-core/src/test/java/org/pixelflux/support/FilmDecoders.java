// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.RectangleRole;

/**
 * FFmpeg's decoders for the films of a capture in mode mixed. They make frames for readers that
 * decode no video: with exact pixels in its place, those that FFmpeg has decoded.
 */
final class FilmDecoders {

    private static final int HEADER_BYTES = 80;
    private static final int ENTRY_BYTES = 28;

    private record Film(long generation, H264Decoder decoder) {}

    private final Map<Long, Film> films = new HashMap<>();

    /** The frame with those rectangles decoded that are video and drawn. */
    MixedFrame decoded(MixedFrame frame, Predicate<FrameRectangle> isDrawn) {
        List<FrameRectangle> rectangles = frame.rectangles();
        Predicate<FrameRectangle> isVideo =
                rectangle -> rectangle.kind() == RectangleKind.VIDEO && isDrawn.test(rectangle);
        if (rectangles.stream().noneMatch(isVideo)) {
            return frame;
        }
        byte[] message = frame.wireBytes();
        ByteArrayOutputStream payloads = new ByteArrayOutputStream();
        for (int i = 0; i < rectangles.size(); i++) {
            FrameRectangle rectangle = rectangles.get(i);
            byte[] payload = rectangle.payload();
            ByteBuffer entry =
                    ByteBuffer.wrap(message, HEADER_BYTES + i * ENTRY_BYTES, ENTRY_BYTES).slice();
            if (isVideo.test(rectangle)) {
                payload = decode(rectangle);
                entry.put(8, (byte) MixedMessage.EXACT).putLong(16, 0);
            }
            entry.putInt(24, payload.length);
            payloads.writeBytes(payload);
        }
        int entries = HEADER_BYTES + rectangles.size() * ENTRY_BYTES;
        ByteBuffer whole = ByteBuffer.allocate(entries + payloads.size());
        whole.put(message, 0, entries).put(payloads.toByteArray());
        return MixedFrame.parse(whole.putInt(72, whole.capacity()).array());
    }

    private byte[] decode(FrameRectangle rectangle) {
        Film film = films.get(rectangle.stream());
        if (film == null || film.generation() != rectangle.generation()) {
            if (rectangle.role() != RectangleRole.BOTH) {
                throw new IllegalStateException("no key frame before " + rectangle);
            }
            if (film != null) {
                film.decoder().close();
            }
            film = new Film(rectangle.generation(), new H264Decoder());
            films.put(rectangle.stream(), film);
        }
        Picture picture = film.decoder().decode(rectangle.payload());
        return png(picture.crop(new Area(0, 0, rectangle.width(), rectangle.height())));
    }

    private static byte[] png(Picture picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture.image(), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
