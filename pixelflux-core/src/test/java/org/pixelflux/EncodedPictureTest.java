// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** Pictures as files, as Java's own decoders read them. */
class EncodedPictureTest {

    private static final CaptureSettings SETTINGS =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .width(321)
                    .height(243)
                    .syntheticChange(0)
                    .jpegQuality(95)
                    .build();

    private final Picture expected = new SyntheticPicture(SETTINGS).at(0);
    private ChangeReader capture;
    private ScreenPicture picture;

    @BeforeEach
    void open() {
        capture = ChangeReader.open(SETTINGS);
        picture = capture.picture();
        assertThat(picture.encode(PictureFormat.PNG)).as("before the first change").isNull();
        assertThat(picture.image(0.5)).isNull();
        capture.next(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        capture.close();
    }

    private static Picture read(byte[] file) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        BufferedImage rgb =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(read, 0, 0, null);
        return Picture.of(rgb);
    }

    @Test
    void pngIsExact() throws Exception {
        Picture read = read(picture.encode(PictureFormat.PNG));
        assertThat(read.width()).isEqualTo(321);
        assertThat(read.largestError(expected, expected.area())).isZero();
    }

    @Test
    void jpegIsAsTheOptionsSay() throws Exception {
        byte[] fine = picture.encode(PictureFormat.JPEG);
        assertThat(read(fine).lumaPsnr(expected, expected.area())).isGreaterThan(38);
        capture.update(SETTINGS.toBuilder().jpegQuality(5).build());
        byte[] coarse = picture.encode(PictureFormat.JPEG);
        assertThat(coarse.length).isLessThan(fine.length / 2);
        assertThat(read(coarse).height()).isEqualTo(243);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 161, 122", "0.01, 3, 2", "1, 321, 243", "2, 642, 486", "0.333, 107, 81"})
    void scaleMakesItSmallerOrLarger(double scale, int width, int height) throws Exception {
        Picture file = read(picture.encode(PictureFormat.PNG, scale));
        assertThat(file.width()).isEqualTo(width);
        assertThat(file.height()).isEqualTo(height);
        BufferedImage image = picture.image(scale);
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        Picture raw = Picture.of(image);
        assertThat(raw.largestError(file, file.area())).isZero();
        assertThat(Math.abs(mean(raw) - mean(expected))).isLessThan(4);
    }

    private static double mean(Picture picture) {
        long sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += picture.get(x, y) >> 8 & 255;
            }
        }
        return sum / (double) (picture.width() * picture.height());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.009, 4.01, Double.NaN, Double.POSITIVE_INFINITY})
    void scaleOutOfRangeIsRefused(double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> picture.encode(PictureFormat.PNG, scale))
                .withMessage("scale: " + scale + " is out of range, allowed 0.01..4");
        assertThatIllegalArgumentException().isThrownBy(() -> picture.image(scale));
    }

    @Test
    void snapshotBecomesAFileToo() throws Exception {
        BufferedImage snapshot = ScreenCapture.snapshot(SETTINGS);
        Picture png = read(PictureFormat.PNG.encode(snapshot, SETTINGS));
        assertThat(png.largestError(expected, expected.area())).isZero();
        BufferedImage part = snapshot.getSubimage(10, 20, 30, 40);
        Picture cut = read(PictureFormat.PNG.encode(part, SETTINGS));
        Picture wanted = Picture.of(part);
        assertThat(cut.largestError(wanted, wanted.area())).isZero();
        BufferedImage grey = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFormat.PNG.encode(grey, SETTINGS))
                .withMessage("image: its type is 10, allowed TYPE_INT_RGB");
    }

    @ParameterizedTest
    @EnumSource
    void closedCaptureEncodesNothing(PictureFormat format) {
        capture.close();
        assertThatIllegalStateException().isThrownBy(() -> picture.encode(format));
        assertThatIllegalStateException().isThrownBy(() -> picture.image(0.5));
    }

    @ParameterizedTest
    @EnumSource
    void imageLargerThanAnyCaptureIsRefused(PictureFormat format) {
        BufferedImage wide = new BufferedImage(16385, 2, BufferedImage.TYPE_INT_RGB);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.encode(wide, SETTINGS))
                .withMessage("image: its size is 16385x2, allowed up to 16384 pixels a side");
        BufferedImage high = new BufferedImage(2, 65536, BufferedImage.TYPE_INT_RGB);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.encode(high, SETTINGS))
                .withMessage("image: its size is 2x65536, allowed up to 16384 pixels a side");
    }

    @Test
    void webpOfMoreThanItHoldsIsRefused() {
        BufferedImage wide = new BufferedImage(16384, 1, BufferedImage.TYPE_INT_RGB);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFormat.WEBP.encode(wide, SETTINGS))
                .withMessageStartingWith("format: webp has no picture of 16384x1");
    }
}
