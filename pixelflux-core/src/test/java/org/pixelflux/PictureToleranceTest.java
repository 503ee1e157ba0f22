// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureToleranceTest {

    private final BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    private final BufferedImage other = new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB);

    @Test
    void exactIsEveryColourAndNoAlpha() {
        assertThat(PictureTolerance.EXACT.accepts(picture, other)).isTrue();
        picture.setRGB(19, 9, 1);
        assertThat(PictureTolerance.EXACT.accepts(picture, other)).isFalse();
        assertThat(PictureTolerance.EXACT.compare(picture, other))
                .isEqualTo(new PictureDifference(1, 0.5, new PictureArea(19, 9, 1, 1)));
    }

    @Test
    void colorsMayBeEachSoFarOff() {
        PictureTolerance near = PictureTolerance.EXACT.withColor(7);
        picture.setRGB(3, 3, 0x070707);
        assertThat(near.accepts(picture, other)).isTrue();
        picture.setRGB(3, 3, 0x080000);
        assertThat(near.accepts(picture, other)).isFalse();
        other.setRGB(3, 3, 0x0F0000);
        assertThat(near.accepts(picture, other)).isTrue();
        picture.setRGB(3, 3, 0x080800);
        assertThat(near.accepts(picture, other)).isFalse();
        picture.setRGB(3, 3, 0x080008);
        assertThat(near.accepts(picture, other)).isFalse();
    }

    @Test
    void soManyPixelsMayDiffer() {
        picture.setRGB(1, 2, 0xFFFFFF);
        picture.setRGB(4, 7, 0xFFFFFF);
        PictureTolerance few = PictureTolerance.EXACT.withDifferingPercent(1);
        assertThat(few.compare(picture, other))
                .isEqualTo(new PictureDifference(2, 1, new PictureArea(1, 2, 4, 6)));
        assertThat(few.accepts(picture, other)).isTrue();
        picture.setRGB(0, 0, 0xFFFFFF);
        assertThat(few.accepts(picture, other)).isFalse();
    }

    @Test
    void ignoredPixelsDoNotCountAtAll() {
        for (int x = 0; x < 20; x++) {
            picture.setRGB(x, 0, 0xFFFFFF);
        }
        PictureTolerance clock =
                PictureTolerance.EXACT.withIgnored(
                        new PictureArea(0, 0, 12, 1), new PictureArea(10, 0, 100, 3));
        assertThat(clock.accepts(picture, other)).isTrue();
        picture.setRGB(0, 1, 1);
        PictureDifference difference = clock.compare(picture, other);
        assertThat(difference.pixels()).isEqualTo(1);
        assertThat(difference.percent()).isEqualTo(100.0 / (200 - 12 - 8 - 20));
        PictureTolerance nothing =
                PictureTolerance.EXACT.withIgnored(new PictureArea(0, 0, 20, 10));
        assertThat(nothing.compare(picture, other)).isEqualTo(new PictureDifference(0, 0, null));
    }

    @Test
    void whatIsIgnoredMayReachBeyondEveryPicture() {
        int most = Integer.MAX_VALUE;
        PictureTolerance rest =
                PictureTolerance.EXACT.withIgnored(new PictureArea(1, 1, most, most));
        picture.setRGB(1, 9, 1);
        picture.setRGB(19, 1, 1);
        assertThat(rest.accepts(picture, other)).isTrue();
        picture.setRGB(0, 1, 1);
        assertThat(rest.accepts(picture, other)).isFalse();
    }

    @Test
    void picturesOfTwoSizesAreNeverAlike() {
        BufferedImage wide = new BufferedImage(21, 10, BufferedImage.TYPE_INT_RGB);
        PictureTolerance all = new PictureTolerance(255, 100, List.of());
        assertThat(all.accepts(picture, other)).isTrue();
        assertThat(all.accepts(picture, wide)).isFalse();
        assertThatThrownBy(() -> all.compare(picture, wide))
                .hasMessage("the pictures have two sizes: 20x10 and 21x10");
    }

    @Test
    void partsOfImagesAreCompared() {
        BufferedImage large = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        large.setRGB(15, 15, 5);
        picture.setRGB(5, 5, 5);
        assertThat(PictureTolerance.EXACT.accepts(large.getSubimage(10, 10, 20, 10), picture))
                .isTrue();
        assertThat(PictureTolerance.EXACT.accepts(large.getSubimage(11, 10, 20, 10), picture))
                .isFalse();
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> PictureTolerance.EXACT.withColor(256))
                .hasMessage("color: 256 is out of range, allowed 0..255");
        assertThatThrownBy(() -> PictureTolerance.EXACT.withDifferingPercent(Double.NaN))
                .hasMessage("differingPercent: NaN is out of range, allowed 0..100");
    }
}
