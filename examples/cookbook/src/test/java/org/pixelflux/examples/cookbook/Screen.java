// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** An X server with a white screen on which a test writes. */
final class Screen implements AutoCloseable {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private final XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
    private final X11Paint paint = new X11Paint(display.name());

    Screen() {
        paint.fill(0, 0, WIDTH, HEIGHT, 0xFFFFFF);
    }

    /** The beginning of an endpoint's options. */
    String options() {
        return "pixelflux:screen?display=" + display.name() + "&";
    }

    String name() {
        return display.name();
    }

    void write(String text) {
        BufferedImage image = new BufferedImage(WIDTH, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, 120);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font("DejaVu Sans", Font.PLAIN, 36));
        pen.drawString(text, 40, 70);
        pen.dispose();
        paint.image(0, 0, Picture.of(image));
    }

    void fill(int x, int y, int width, int height, int rgb) {
        paint.fill(x, y, width, height, rgb);
    }

    @Override
    public void close() {
        paint.close();
        display.close();
    }
}
