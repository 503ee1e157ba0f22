// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.pixelflux.CaptureDescription;
import org.pixelflux.Codec;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.FreePort;

/** Screens that were never captured, of one colour each, and the server of their pages. */
final class StillScreens implements Screens, AutoCloseable {

    static final int WIDTH = 320;
    static final int HEIGHT = 200;

    private static final int WIRE_HEADER = 6;
    private static final int JPEG_MARK = 3;

    /** One of them; a test says how long it has been silent. */
    static final class Still implements Screen {
        private final Relay relay = new Relay(request -> {}, (delay, task) -> {});
        volatile Duration silence;
        volatile CaptureDescription description;

        @Override
        public Relay relay() {
            return relay;
        }

        @Override
        public Optional<Duration> silence() {
            return Optional.ofNullable(silence);
        }

        @Override
        public Optional<CaptureDescription> description() {
            return Optional.ofNullable(description);
        }
    }

    private final Map<String, Still> byName = new ConcurrentHashMap<>();
    private final PageServer server;
    private volatile Still newest;

    StillScreens(ViewerAccess access) throws IOException {
        server = new PageServer(FreePort.find(), this, access);
        server.start();
    }

    String url() {
        return server.url();
    }

    /** Adds one, the newest. */
    Still show(String session, Color color) throws IOException {
        Still screen = new Still();
        screen.relay.publish(
                new RelayStripe(
                        stripe(color), Codec.JPEG, 0, 0, HEIGHT, WIDTH, HEIGHT, true, true, 0));
        byName.put(session, screen);
        newest = screen;
        return screen;
    }

    @Override
    public Optional<Screen> find(String session) {
        return Optional.ofNullable(session == null ? newest : byName.get(session));
    }

    @Override
    public void close() {
        server.close();
    }

    private static byte[] stripe(Color color) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics brush = image.getGraphics();
        brush.setColor(color);
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[WIRE_HEADER]);
        ImageIO.write(image, "jpeg", out);
        byte[] bytes = out.toByteArray();
        bytes[0] = JPEG_MARK;
        return bytes;
    }
}
