// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EncodedImageTest {

    @Test
    void keepsColoursThatAreHalfTransparent() throws Exception {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB_PRE);
        int[] premultiplied = {0x80800000, 0x40000040, 0, 0xFF102030};
        image.getRaster().setDataElements(0, 0, 2, 2, premultiplied);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(EncodedImage.png(image)));

        assertThat(read.getRGB(0, 0, 2, 2, null, 0, 2))
                .containsExactly(0x80FF0000, 0x400000FF, 0, 0xFF102030);
    }
}
