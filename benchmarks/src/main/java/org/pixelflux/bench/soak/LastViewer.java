// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/**
 * A page that comes when the screen is at rest, and decodes what it is sent with libraries that are
 * not ours. Public because Jetty calls nothing else.
 */
public final class LastViewer implements Session.Listener.AutoDemanding {

    private static final byte JPEG = 3;
    private static final byte IDR = 1;
    private static final int JPEG_HEADER = 6;
    private static final int H264_HEADER = 10;

    private final TreeMap<Integer, List<byte[]>> stripesByRow = new TreeMap<>();
    private long lastNanos = System.nanoTime();

    LastViewer() {}

    @Override
    public synchronized void onWebSocketBinary(ByteBuffer message, Callback callback) {
        byte[] stripe = new byte[message.remaining()];
        message.get(stripe);
        int y = unsigned16(stripe, 4);
        if (stripe[0] == JPEG || stripe[1] == IDR) {
            stripesByRow.remove(y);
        }
        if (stripe[0] != JPEG) {
            // Rows that have joined, or were cut anew.
            int height = unsigned16(stripe, 8);
            stripesByRow.subMap(y + 1, y + height).clear();
        }
        stripesByRow.computeIfAbsent(y, newRow -> new ArrayList<>()).add(stripe);
        lastNanos = System.nanoTime();
        callback.succeed();
    }

    private static int unsigned16(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).getChar(offset);
    }

    /** Whether something has come, and nothing more for so long. */
    synchronized boolean isQuiet(Duration quiet) {
        return !stripesByRow.isEmpty() && System.nanoTime() - lastNanos > quiet.toNanos();
    }

    /** What it would show. */
    synchronized Picture picture(int width, int height) {
        Picture picture = new Picture(width, height);
        for (Map.Entry<Integer, List<byte[]>> row : stripesByRow.entrySet()) {
            Picture decoded = decode(row.getValue());
            int y = row.getKey();
            picture.draw(decoded, 0, y, width, Math.min(decoded.height(), height - y));
        }
        return picture;
    }

    private static Picture decode(List<byte[]> row) {
        byte[] last = row.get(row.size() - 1);
        if (last[0] == JPEG) {
            try {
                byte[] image = payload(last, JPEG_HEADER);
                return Picture.of(ImageIO.read(new ByteArrayInputStream(image)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (H264Decoder decoder = new H264Decoder()) {
            Picture decoded = null;
            for (byte[] stripe : row) {
                decoded = decoder.decode(payload(stripe, H264_HEADER));
            }
            return decoded;
        }
    }

    private static byte[] payload(byte[] stripe, int header) {
        byte[] payload = new byte[stripe.length - header];
        System.arraycopy(stripe, header, payload, 0, payload.length);
        return payload;
    }
}
