// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A picture in which something happens at random with every step: text is written, a part scrolls
 * or is copied elsewhere, a photograph or a colour comes. At times a film plays in a part of it, or
 * it is another picture, of another size.
 */
public final class BusyPicture {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int LEAST_SIDE = 24;
    private static final int MOST_SCROLLED = 20;

    /** Where the film plays, which no tile begins or ends with. */
    private static final Area FILM = new Area(9, 21, 150, 117);

    /** What a change stays away from, for a film to go on. */
    private static final int MARGIN = 16;

    /** None of them is a part of another one that has moved. */
    private static final List<Picture> FILM_PICTURES =
            IntStream.range(0, 7)
                    .mapToObj(i -> SmoothPicture.coloured(FILM.width(), FILM.height(), i))
                    .toList();

    private static final Picture PHOTO = SmoothPicture.coloured(WIDTH, HEIGHT, 11);

    private final Random random;
    private Picture picture;
    private boolean plays;
    private int filmPicture;

    public BusyPicture(long seed) {
        random = new Random(seed);
        begin();
    }

    private void begin() {
        picture = new Picture(WIDTH - random.nextInt(40), HEIGHT - random.nextInt(40));
        write(picture.area());
    }

    /** It changes with the next step. */
    public Picture picture() {
        return picture;
    }

    /** Something happens. */
    public void step() {
        if (random.nextInt(200) == 0) {
            begin();
        }
        if (random.nextInt(plays ? 200 : 60) == 0) {
            plays = !plays;
        }
        if (plays) {
            draw(FILM_PICTURES.get(filmPicture++ % FILM_PICTURES.size()), FILM);
        }
        if (!plays) {
            change(picture.area());
        } else if (random.nextInt(3) == 0) {
            change(random.nextInt(30) == 0 ? picture.area() : besideTheFilm());
        }
    }

    private Area besideTheFilm() {
        int left = FILM.right() + MARGIN;
        return new Area(left, 0, picture.width() - left, picture.height());
    }

    private void change(Area where) {
        Area part = part(where);
        switch (random.nextInt(6)) {
            case 0 -> write(part);
            case 1 -> draw(PHOTO.crop(part), part);
            case 2 -> picture.fill(part, random.nextInt(1 << 24));
            case 3 -> copy(part, where);
            default -> scroll(part);
        }
    }

    private void copy(Area part, Area where) {
        int x = where.x() + random.nextInt(where.width() - part.width() + 1);
        int y = where.y() + random.nextInt(where.height() - part.height() + 1);
        draw(picture.crop(part), new Area(x, y, part.width(), part.height()));
    }

    private void scroll(Area part) {
        int rows = 1 + random.nextInt(MOST_SCROLLED);
        int rest = part.height() - rows;
        Area below = new Area(part.x(), part.y() + rows, part.width(), rest);
        draw(picture.crop(below), new Area(part.x(), part.y(), part.width(), rest));
        write(new Area(part.x(), part.y() + rest, part.width(), rows));
    }

    private void write(Area part) {
        draw(TextPicture.lines(part.width(), part.height(), random), part);
    }

    private void draw(Picture what, Area part) {
        picture.draw(what, part.x(), part.y(), part.width(), part.height());
    }

    private Area part(Area where) {
        int width = LEAST_SIDE + random.nextInt(where.width() - LEAST_SIDE + 1);
        int height = LEAST_SIDE + random.nextInt(where.height() - LEAST_SIDE + 1);
        return new Area(
                where.x() + random.nextInt(where.width() - width + 1),
                where.y() + random.nextInt(where.height() - height + 1),
                width,
                height);
    }
}
