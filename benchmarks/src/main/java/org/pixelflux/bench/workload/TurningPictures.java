// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** Something small that changes at its place while nothing else does. */
final class TurningPictures extends PicturesInTurn {

    private static final int SPINNER_PICTURES = 30;
    private static final double SPINNER_RATE = 30;

    /** It is shown and hidden once a second. */
    private static final double CARET_RATE = 2;

    private TurningPictures(Stage stage, Area area, double rate, List<Picture> pictures) {
        super(stage, area, rate, pictures, false);
    }

    /** An arc that turns once a second, as pages show it while they load. */
    static TurningPictures spinner(Stage stage, Area area) {
        List<Picture> pictures = new ArrayList<>();
        Color color = new Color(stage.random().nextInt(0x1000000));
        for (int i = 0; i < SPINNER_PICTURES; i++) {
            pictures.add(arc(area, color, 360.0 * i / SPINNER_PICTURES));
        }
        return new TurningPictures(stage, area, SPINNER_RATE, pictures);
    }

    /** The mark of a place to write at, which blinks. */
    static TurningPictures caret(Stage stage, Area area) {
        return new TurningPictures(
                stage,
                area,
                CARET_RATE,
                List.of(
                        filled(area, Glyphs.PAPER),
                        filled(area, stage.random().nextInt(0x800000))));
    }

    private static Picture filled(Area area, int rgb) {
        Picture picture = new Picture(area.width(), area.height());
        picture.fill(picture.area(), rgb);
        return picture;
    }

    private static Picture arc(Area area, Color color, double degrees) {
        BufferedImage image =
                new BufferedImage(area.width(), area.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(Glyphs.PAPER));
        graphics.fillRect(0, 0, area.width(), area.height());
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double width = area.width() / 8.0;
        graphics.setStroke(new BasicStroke((float) width));
        graphics.setColor(color);
        graphics.draw(
                new Arc2D.Double(
                        width,
                        width,
                        area.width() - 2 * width,
                        area.height() - 2 * width,
                        -degrees,
                        270,
                        Arc2D.OPEN));
        graphics.dispose();
        return Picture.of(image);
    }
}
