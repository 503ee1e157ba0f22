// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Message;
import org.pixelflux.Codec;
import org.pixelflux.recording.Segment;

/** Makes the bodies and headers of segments. */
final class SegmentMessages {

    private SegmentMessages() {}

    /** Fills a message with a segment, whose bytes become the body. */
    static void fill(Message message, Segment segment) {
        long timestamp = PixelfluxMessages.timestamp(segment.captureNanos());
        message.setBody(segment.bytes());
        message.setHeader(PixelfluxConstants.EPOCH, segment.epoch());
        message.setHeader(PixelfluxConstants.REASON, segment.reason().word());
        message.setHeader(PixelfluxConstants.SEGMENT_SEQUENCE, segment.sequence());
        message.setHeader(PixelfluxConstants.SEGMENT_INIT, segment.init());
        message.setHeader(PixelfluxConstants.SEGMENT_START, seconds(segment.start()));
        message.setHeader(PixelfluxConstants.SEGMENT_DURATION, seconds(segment.duration()));
        message.setHeader(PixelfluxConstants.SEGMENT_CODECS, segment.track().codecs());
        message.setHeader(PixelfluxConstants.CODEC, Codec.H264.word());
        message.setHeader(PixelfluxConstants.KEY_FRAME, segment.keyFrame());
        message.setHeader(PixelfluxConstants.WIDTH, segment.track().width());
        message.setHeader(PixelfluxConstants.HEIGHT, segment.track().height());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, segment.captureNanos());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp);
        message.setHeader(PixelfluxConstants.CONTENT_TYPE, segment.contentType());
        String number = segment.init() ? "init" : Long.toString(segment.sequence());
        message.setHeader(
                PixelfluxConstants.FILE_NAME,
                PictureMessages.fileName(timestamp, number, segment.fileExtension()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
