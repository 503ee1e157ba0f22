// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelflux.support.Picture;

/** The page in a browser's window. */
public record ViewerPage(Chromium.Tab tab) implements AutoCloseable {

    /** A pixel of the picture. */
    public record Point(int x, int y) {}

    /** What {@code window.pixelflux.stats} says; empty while the page is loading. */
    public Map<String, Object> stats() {
        Object stats = run("return window.pixelflux ? window.pixelflux.stats : null");
        Map<String, Object> byName = new HashMap<>();
        if (stats instanceof Map<?, ?> map) {
            map.forEach((name, value) -> byName.put(name.toString(), value));
        }
        return byName;
    }

    /** A count of {@link #stats}; 0 while the page is loading. */
    public long count(String name) {
        return stats().get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The names of the kinds of rectangles that have come, such as {@code copy}. */
    public List<String> kinds() {
        Object kinds = stats().getOrDefault("rectangles", List.of());
        return ((List<?>) kinds)
                .stream().map(kind -> ((Map<?, ?>) kind).get("name").toString()).toList();
    }

    /** The colours, 0xRRGGBB, of these pixels of the canvas. */
    public int[] pixels(List<Point> points) {
        List<List<Integer>> places =
                points.stream().map(point -> List.of(point.x(), point.y())).toList();
        Object colors =
                run(
                        """
                        const context = window.pixelflux.canvas.getContext('2d');
                        return arguments[0].map(([x, y]) => {
                          const [r, g, b] = context.getImageData(x, y, 1, 1).data;
                          return r << 16 | g << 8 | b;
                        });
                        """,
                        places);
        return ((List<?>) colors).stream().mapToInt(color -> ((Number) color).intValue()).toArray();
    }

    /** What the canvas shows. */
    public Picture picture() {
        Map<?, ?> shown =
                (Map<?, ?>)
                        run(
                                """
                                const { canvas } = window.pixelflux;
                                const { width, height } = canvas;
                                if (width === 0) {
                                  return { width, height, pixels: '' };
                                }
                                const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
                                return { width, height, pixels: new Uint8Array(data.buffer).toBase64() };
                                """);
        int width = ((Number) shown.get("width")).intValue();
        int height = ((Number) shown.get("height")).intValue();
        return ofRgba(width, height, (String) shown.get("pixels"));
    }

    /** The pixels of a canvas, four bytes each, in base 64. */
    public static Picture ofRgba(int width, int height, String pixels) {
        byte[] samples = Base64.getDecoder().decode(pixels);
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 4 * (y * width + x);
                picture.set(
                        x,
                        y,
                        (samples[at] & 255) << 16
                                | (samples[at + 1] & 255) << 8
                                | samples[at + 2] & 255);
            }
        }
        return picture;
    }

    /**
     * What is wrong with the canvas, where each sample should be as in a picture; empty if nothing.
     */
    public String differences(Picture expected) {
        return run(
                        """
                        return (async ([width, height, digest]) => {
                        const { canvas } = window.pixelflux;
                        if (canvas.width !== width || canvas.height !== height) {
                          return `${canvas.width}x${canvas.height}`;
                        }
                        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
                        const seen = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
                        return btoa(String.fromCharCode(...seen)) === digest ? '' : 'other pixels';
                        })(arguments);
                        """,
                        expected.width(),
                        expected.height(),
                        digest(expected))
                .toString();
    }

    /** Of a picture's pixels as a canvas has them: SHA-256 in base 64. */
    public static String digest(Picture picture) {
        ByteBuffer samples = ByteBuffer.allocate(4 * picture.width() * picture.height());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                samples.putInt(picture.get(x, y) << 8 | 0xff);
            }
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(samples.array());
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Object run(String script, Object... arguments) {
        return tab.run(script, arguments);
    }

    /** Clicks what this CSS selector names. */
    public void click(String selector) {
        run("document.querySelector(arguments[0]).click()", selector);
    }

    public void press(String key) {
        tab.press(key);
    }

    public void screenshot(Path file) throws IOException {
        tab.screenshot(file);
    }

    @Override
    public void close() {
        tab.close();
    }
}
