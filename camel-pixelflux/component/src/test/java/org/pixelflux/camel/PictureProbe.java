// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** The end of a test's route of pictures or changes: keeps what arrived, in order. */
final class PictureProbe implements Processor {

    private static final long PATIENCE_SECONDS = 60;

    /** What one exchange carried. */
    record Received(Object body, Map<String, Object> headers) {

        <T> T header(String name, Class<T> type) {
            assertThat(headers).containsKey(name);
            return type.cast(headers.get(name));
        }

        /** As Java's own decoder reads it. */
        Picture picture() throws IOException {
            if (body instanceof BufferedImage image) {
                return Picture.of(image);
            }
            BufferedImage read = ImageIO.read(new ByteArrayInputStream((byte[]) body));
            assertThat(read).isNotNull();
            BufferedImage rgb =
                    new BufferedImage(
                            read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
            rgb.createGraphics().drawImage(read, 0, 0, null);
            return Picture.of(rgb);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> change() {
            return (Map<String, Object>) body;
        }

        List<Area> areas() {
            List<?> maps = header(PixelfluxConstants.CHANGED_AREAS, List.class);
            return maps.stream().map(map -> area((Map<?, ?>) map)).toList();
        }

        private static Area area(Map<?, ?> map) {
            return new Area(
                    (int) map.get("x"),
                    (int) map.get("y"),
                    (int) map.get("width"),
                    (int) map.get("height"));
        }
    }

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    @Override
    public void process(Exchange exchange) {
        received.add(
                new Received(
                        exchange.getMessage().getBody(),
                        Map.copyOf(exchange.getMessage().getHeaders())));
    }

    Received next() throws InterruptedException {
        Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("an exchange within %d s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    boolean isEmpty() {
        return received.isEmpty();
    }
}
