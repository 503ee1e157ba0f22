// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Supplier;
import org.pixelflux.picture.PixelTarget.Pixels;

/**
 * Asks in every way for a picture that the heap has no room for, says what came of each, and asks
 * for one that fits.
 */
final class LargePictureProgram {

    private static final int WIDTH = 2000;
    private static final int HEIGHT = 1600;

    private LargePictureProgram() {}

    /** With an argument: makes a file of an image of the program's own. */
    public static void main(String[] arguments) {
        CaptureSettings noise =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .syntheticPattern(SyntheticPattern.NOISE)
                        .width(WIDTH)
                        .height(HEIGHT)
                        .build();
        if (arguments.length > 0) {
            sayOfAnImage(noise);
            return;
        }
        Pixels direct =
                new Pixels(ByteBuffer.allocateDirect(4 * WIDTH * HEIGHT).asIntBuffer(), WIDTH);
        try (ChangeReader capture = ChangeReader.open(noise)) {
            capture.next();
            ScreenPicture picture = capture.picture();
            say("image", picture::image);
            say("scaled image", () -> picture.image(1.1));
            say("buffer", () -> picture.draw((width, height) -> direct));
            say("file", () -> picture.encode(PictureFormat.PNG));
            say("small image", () -> picture.image(0.1).getWidth());
        }
    }

    /** The image fits, but not its file beside it. */
    private static void sayOfAnImage(CaptureSettings settings) {
        BufferedImage image = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        say("file of an image", () -> PictureFormat.PNG.encode(image, settings));
    }

    private static void say(String what, Supplier<?> picture) {
        try {
            System.out.println(what + ": " + picture.get());
        } catch (PixelfluxException e) {
            System.out.println(what + ": " + e.code());
        }
    }
}
