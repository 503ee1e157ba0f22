// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Takes picture after picture of $DISPLAY and encodes each: WIDTH HEIGHT JPEG. */
final class RobotProgram {

    private static final float QUALITY = 0.85f;

    private RobotProgram() {}

    public static void main(String[] arguments) throws AWTException, IOException {
        CountedOutput output = new CountedOutput();
        Rectangle screen =
                new Rectangle(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Robot robot = new Robot();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(QUALITY);
        output.answer();
        long period = TimeUnit.SECONDS.toNanos(1) / Tool.FPS;
        for (long due = System.nanoTime(); ; due = Math.max(due + period, System.nanoTime())) {
            LockSupport.parkNanos(due - System.nanoTime());
            try (MemoryCacheImageOutputStream stream =
                    new MemoryCacheImageOutputStream(output.sink())) {
                writer.setOutput(stream);
                IIOImage image = new IIOImage(robot.createScreenCapture(screen), null, null);
                writer.write(null, image, quality);
            }
            output.frame(1);
        }
    }
}
