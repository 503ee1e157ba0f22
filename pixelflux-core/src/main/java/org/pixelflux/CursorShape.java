// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;

/** How the mouse pointer looks. Immutable. */
public final class CursorShape {

    private final int id;
    private final int width;
    private final int height;
    private final int hotspotX;
    private final int hotspotY;
    private final int[] argb;

    /**
     * @param argb premultiplied, row by row; kept
     */
    CursorShape(int id, int width, int height, int hotspotX, int hotspotY, int[] argb) {
        this.id = id;
        this.width = width;
        this.height = height;
        this.hotspotX = hotspotX;
        this.hotspotY = hotspotY;
        this.argb = argb;
    }

    /** Above 0. Within one capture the same number means the same look. */
    public int id() {
        return id;
    }

    /** Width in pixels, at least 1. */
    public int width() {
        return width;
    }

    /** Height in pixels, at least 1. */
    public int height() {
        return height;
    }

    /**
     * The column that points, from the left of the shape, 0 to {@link #width()}: X lets it lie just
     * behind the last column.
     */
    public int hotspotX() {
        return hotspotX;
    }

    /** The row that points, from the top of the shape, 0 to {@link #height()}. */
    public int hotspotY() {
        return hotspotY;
    }

    /**
     * A copy of the pixels, row by row, {@code 0xAARRGGBB} each, the colours multiplied by alpha;
     * the caller owns it.
     */
    public int[] argbPremultiplied() {
        return argb.clone();
    }

    /** The pixels as a new image of the type {@link BufferedImage#TYPE_INT_ARGB_PRE}. */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        image.getRaster().setDataElements(0, 0, width, height, argb);
        return image;
    }

    @Override
    public String toString() {
        return "CursorShape{"
                + id
                + " "
                + width
                + "x"
                + height
                + " hotspot "
                + hotspotX
                + ","
                + hotspotY
                + "}";
    }
}
