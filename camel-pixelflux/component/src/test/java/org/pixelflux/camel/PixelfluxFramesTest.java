// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.PixelfluxException;
import org.pixelflux.camel.StripeProbe.Received;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/** Routes that push images, and routes that stream them. */
class PixelfluxFramesTest extends PixelfluxTestSupport {

    private static final String CAM = "pixelflux:frames?input=cam";

    private static BufferedImage image(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, file)).isTrue();
        return file.toByteArray();
    }

    private void push(Object body) {
        template.sendBody(CAM, body);
    }

    private static void assertColor(Picture picture, Color color) {
        int pixel = picture.get(picture.width() / 2, picture.height() / 2);
        assertThat(pixel >> 16 & 255).isBetween(color.getRed() - 4, color.getRed() + 4);
        assertThat(pixel >> 8 & 255).isBetween(color.getGreen() - 4, color.getGreen() + 4);
        assertThat(pixel & 255).isBetween(color.getBlue() - 4, color.getBlue() + 4);
    }

    private static Picture jpeg(Received stripe) throws Exception {
        return Picture.of(ImageIO.read(new ByteArrayInputStream(stripe.body())));
    }

    @Test
    void captureRoutesStartBeforeAnybodyPushesAndGetTheFirstFrame() throws Exception {
        StripeProbe jpeg = new StripeProbe();
        StripeProbe h264 = new StripeProbe();
        route("jpeg", CAM + "&mode=jpeg", jpeg);
        route("h264", CAM + "&mode=h264&h264FullFrame=true", h264);
        Color color = new Color(200, 40, 90);
        push(image(128, 64, color));

        List<Received> frame = jpeg.nextFrame();
        StripeProbe.assertWholePicture(frame);
        assertColor(jpeg(frame.get(0)), color);
        Received stripe = h264.next();
        assertThat(stripe.header(PixelfluxConstants.FRAME_WIDTH, Integer.class)).isEqualTo(128);
        try (H264Decoder decoder = new H264Decoder()) {
            assertColor(decoder.decode(stripe.body()), color);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aRouteThatStartsLaterBeginsWithTheNewestFrame(String format) throws Exception {
        push(file(image(96, 48, Color.RED), format));
        Color color = new Color(30, 180, 60);
        push(new ByteArrayInputStream(file(image(96, 48, color), format)));
        StripeProbe probe = new StripeProbe();
        route("later", CAM, probe);
        assertColor(jpeg(probe.next()), color);
    }

    @Test
    void anotherSizeIsAResizeWhereARouteFollowsIt() throws Exception {
        StripeProbe probe = new StripeProbe();
        push(image(96, 48, Color.RED));
        route("follows", CAM + "&autoAdjustSize=true", probe);
        assertThat(probe.next().header(PixelfluxConstants.FRAME_WIDTH, Integer.class))
                .isEqualTo(96);
        push(image(192, 160, Color.BLUE));
        List<Received> frame = probe.nextFrame();
        StripeProbe.assertWholePicture(frame);
        assertThat(frame.get(0).header(PixelfluxConstants.FRAME_WIDTH, Integer.class))
                .isEqualTo(192);
    }

    @Test
    void whatIsNoImageFailsItsExchangeAndNothingElse() throws Exception {
        StripeProbe probe = new StripeProbe();
        route("route", CAM, probe);
        for (Object body : new Object[] {"no image", new byte[0], new Object(), damaged()}) {
            assertThatThrownBy(() -> push(body))
                    .isInstanceOf(CamelExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("body: ");
        }
        push(image(64, 64, Color.GREEN));
        assertColor(jpeg(probe.next()), Color.GREEN);
    }

    private static byte[] damaged() throws Exception {
        byte[] file = file(image(64, 64, Color.RED), "png");
        return Arrays.copyOf(file, file.length / 2);
    }

    @Test
    void anInputIsNeededAndControlWorksAsWithAnySource() throws Exception {
        assertThatThrownBy(() -> context.getEndpoint("pixelflux:frames"))
                .rootCause()
                .hasMessageStartingWith("input: ");
        push(image(64, 32, Color.RED));
        BufferedImage shown =
                template.requestBody(
                        CAM + "&operation=snapshot&pictureFormat=raw", null, BufferedImage.class);
        assertThat(shown.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThatThrownBy(
                        () ->
                                template.requestBody(
                                        "pixelflux:frames?input=empty&operation=snapshot",
                                        (Object) null))
                .rootCause()
                .isInstanceOf(PixelfluxException.class);
    }

    /** Otherwise the route would go on at once, as if what it waits for had come. */
    @Test
    void aWaitWithoutItsOperationIsRefused() {
        assertThatThrownBy(() -> template.sendBody(CAM + "&waitFor=change", "unread"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("waitFor: has no effect on images that are pushed");
    }
}
