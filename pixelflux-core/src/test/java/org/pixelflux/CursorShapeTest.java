// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CursorShapeTest {

    private static final int HALF_RED = 0x80800000;

    private final CursorShape shape =
            new CursorShape(3, 2, 2, 1, 0, new int[] {HALF_RED, 0xFF0000FF, 0, 0xFFFFFFFF});

    @Test
    void imageHasThePixelsAsTheyAre() {
        BufferedImage image = shape.toImage();

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB_PRE);
        assertThat(image.getWidth()).isEqualTo(2);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat((int[]) image.getRaster().getDataElements(0, 0, 2, 2, null))
                .isEqualTo(shape.argbPremultiplied());
        assertThat(image.getRGB(0, 0)).isEqualTo(0x80FF0000);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFF0000FF);
    }

    @Test
    void pixelsAreCopies() {
        shape.argbPremultiplied()[0] = 0;
        shape.toImage().setRGB(1, 0, 0);

        assertThat(shape.argbPremultiplied()).containsExactly(HALF_RED, 0xFF0000FF, 0, 0xFFFFFFFF);
        assertThat(shape).hasToString("CursorShape{3 2x2 hotspot 1,0}");
    }
}
