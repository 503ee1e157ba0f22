// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameRectangle;
import org.pixelflux.RectangleRole;

/** The decoders of the films in frames of mode mixed. One thread at a time. */
final class FilmPlayer {

    /** More films at a time than a capture has; a stranger's could take all memory. */
    private static final int MOST = 16;

    private record Film(long generation, VideoDecoder decoder) {}

    private final VideoDecoders decoders;

    /** The one that had a picture last comes last. */
    private final Map<Long, Film> films = new LinkedHashMap<>(16, 0.75f, true);

    FilmPlayer(VideoDecoders decoders) {
        this.decoders = decoders;
    }

    /**
     * Whether the rectangle's picture can be decoded: it is a key frame, or its stream is known.
     */
    boolean knows(FrameRectangle rectangle) {
        Film film = films.get(rectangle.stream());
        return rectangle.role() == RectangleRole.BOTH
                || film != null && film.generation == rectangle.generation();
    }

    /**
     * The picture of a rectangle that is video; at least of its size.
     *
     * @throws FrameFormatException if its bytes give none
     * @throws IllegalStateException if nothing decodes video
     */
    DecodedImage decode(FrameRectangle rectangle) {
        BufferedImage picture = film(rectangle).decoder.decode(rectangle.payloadBuffer());
        if (picture.getWidth() < rectangle.width() || picture.getHeight() < rectangle.height()) {
            throw new FrameFormatException(
                    "cannot decode the rectangle "
                            + rectangle
                            + ": its picture is "
                            + picture.getWidth()
                            + "x"
                            + picture.getHeight());
        }
        return DecodedImage.of(picture);
    }

    private Film film(FrameRectangle rectangle) {
        Film known = films.get(rectangle.stream());
        if (known != null && known.generation == rectangle.generation()) {
            return known;
        }
        if (rectangle.role() != RectangleRole.BOTH) {
            throw new FrameFormatException("no key frame came before " + rectangle);
        }
        Film begun =
                new Film(
                        rectangle.generation(),
                        decoders.open(new Dimension(rectangle.width(), rectangle.height())));
        end(films.put(rectangle.stream(), begun));
        if (films.size() > MOST) {
            end(films.remove(films.keySet().iterator().next()));
        }
        return begun;
    }

    private static void end(@Nullable Film film) {
        if (film != null) {
            film.decoder.close();
        }
    }

    void close() {
        films.values().forEach(FilmPlayer::end);
        films.clear();
    }
}
