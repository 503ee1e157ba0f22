// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures of text, as a terminal or a page shows it. */
public final class TextPicture {

    private TextPicture() {}

    /** Lines of smooth black letters on paper of one colour; both are chosen by {@code random}. */
    public static Picture lines(int width, int height, Random random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xe0 + random.nextInt(32), 0xf0, 0xe0 + random.nextInt(32)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 14));
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int y = 14; y < height; y += 18) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < width / 9; i++) {
                line.append((char) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26)));
            }
            pen.drawString(line.toString(), 4, y);
        }
        pen.dispose();
        return Picture.of(image);
    }
}
