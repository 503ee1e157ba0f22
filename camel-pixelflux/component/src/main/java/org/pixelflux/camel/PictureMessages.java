// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureArea;
import org.pixelflux.PictureFormat;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenPicture;

/**
 * Makes the bodies and headers of changes and pictures. An encoder runs here, once for each picture
 * that is delivered.
 *
 * @param body of a picture
 * @param scale of a picture
 * @param contentHash whether changes have one
 */
record PictureMessages(PictureBody body, double scale, boolean contentHash) {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * Whether a picture of a region of that size can be made; sides that are 0 become known later.
     *
     * @throws IllegalArgumentException if a side would become too long
     */
    void requireFits(int width, int height) {
        requireSide("width", width);
        requireSide("height", height);
    }

    private void requireSide(String name, int side) {
        if (side == 0) {
            return;
        }
        if (scaled(side) > ScreenPicture.LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "scale: %s is out of range with %s=%d, allowed 0.01..%s: a picture has"
                                    + " at most %d pixels a side",
                            scale,
                            name,
                            side,
                            (double) ScreenPicture.LARGEST_SIDE / side,
                            ScreenPicture.LARGEST_SIDE));
        }
        PictureFormat format = body.format();
        if (format != null && scaled(side) > format.largestSide()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "pictureFormat: %s is out of range with %s=%d and scale=%s, allowed up"
                                    + " to %d pixels a side; take png, jpeg or raw",
                            format.optionValue(),
                            name,
                            side,
                            scale,
                            format.largestSide()));
        }
    }

    /** Fills a message with where something changed. */
    void fillChange(Message message, ScreenChange change, ScreenPicture picture) {
        long timestamp = PixelfluxMessages.timestamp(change.captureNanos());
        List<Map<String, Object>> areas = maps(change.areas());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("time", timestamp);
        body.put("captureTime", change.captureNanos());
        body.put("epoch", change.epoch());
        body.put("frame", change.id());
        body.put("reason", change.reason().word());
        body.put("width", change.width());
        body.put("height", change.height());
        body.put("areas", areas);
        body.put("changedPixels", change.changedPixels());
        body.put("share", change.share());
        if (contentHash) {
            body.put("contentHash", text(picture.contentHash()));
        }
        message.setBody(body);
        fillHeaders(message, change, timestamp, areas);
    }

    /** Fills a message with the whole picture, in which that changed. */
    void fillPicture(Message message, ScreenChange change, ScreenPicture picture) {
        PictureFormat format = body.format();
        long timestamp = PixelfluxMessages.timestamp(change.captureNanos());
        // First, so that an exchange whose picture cannot be made still says of when it was.
        fillHeaders(message, change, timestamp, maps(change.areas()));
        message.setBody(
                format == null
                        ? require(picture.image(scale))
                        : require(picture.encode(format, scale)));
        message.setHeader(PixelfluxConstants.WIDTH, scaled(change.width()));
        message.setHeader(PixelfluxConstants.HEIGHT, scaled(change.height()));
        if (format != null) {
            message.setHeader(PixelfluxConstants.CONTENT_TYPE, format.contentType());
            message.setHeader(
                    PixelfluxConstants.FILE_NAME,
                    fileName(timestamp, Long.toString(change.id()), format.fileExtension()));
        }
    }

    /** It is there as long as nobody else takes the capture's changes. */
    private static <T> T require(@Nullable T picture) {
        if (picture == null) {
            throw new IllegalStateException("the capture has no picture");
        }
        return picture;
    }

    private int scaled(int side) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    private static void fillHeaders(
            Message message, ScreenChange change, long timestamp, List<Map<String, Object>> areas) {
        message.setHeader(PixelfluxConstants.FRAME_ID, change.id());
        message.setHeader(PixelfluxConstants.EPOCH, change.epoch());
        message.setHeader(PixelfluxConstants.REASON, change.reason().word());
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, change.width());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, change.height());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, change.captureNanos());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp);
        message.setHeader(PixelfluxConstants.CHANGED_AREAS, areas);
        message.setHeader(PixelfluxConstants.CHANGED_SHARE, change.share());
    }

    /** Plain values, which every data format can write. */
    private static List<Map<String, Object>> maps(List<PictureArea> areas) {
        List<Map<String, Object>> maps = new ArrayList<>(areas.size());
        for (PictureArea area : areas) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("x", area.x());
            map.put("y", area.y());
            map.put("width", area.width());
            map.put("height", area.height());
            maps.add(map);
        }
        return maps;
    }

    private static String text(OptionalLong hash) {
        return String.format(Locale.ROOT, "%016x", hash.orElseThrow());
    }

    /** Numbers begin at 0 whenever a capture opens, so the time stands before them. */
    static String fileName(long timestamp, String number, String extension) {
        return fileTime(timestamp) + "-" + number + "." + extension;
    }

    /** What such a name begins with. */
    static String fileTime(long timestamp) {
        return FILE_TIME.format(Instant.ofEpochMilli(timestamp));
    }
}
