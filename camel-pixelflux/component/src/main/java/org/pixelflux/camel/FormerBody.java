// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.List;
import org.apache.camel.Message;

/**
 * What the headers of a message say of the body that an operation replaces, if it came from a
 * consumer of this component.
 */
final class FormerBody {

    /** All that a consumer sets and nobody else. */
    static final List<String> HEADERS =
            List.of(
                    PixelfluxConstants.CODEC,
                    PixelfluxConstants.FRAME_ID,
                    PixelfluxConstants.CAPTURE,
                    PixelfluxConstants.REASON,
                    PixelfluxConstants.EPOCH,
                    PixelfluxConstants.Y,
                    PixelfluxConstants.WIDTH,
                    PixelfluxConstants.HEIGHT,
                    PixelfluxConstants.KEY_FRAME,
                    PixelfluxConstants.CAPTURE_TIME,
                    PixelfluxConstants.LAST_OF_FRAME,
                    PixelfluxConstants.STRIPE_COUNT,
                    PixelfluxConstants.FRAME_WIDTH,
                    PixelfluxConstants.FRAME_HEIGHT,
                    PixelfluxConstants.CHANGED_AREAS,
                    PixelfluxConstants.CHANGED_SHARE,
                    PixelfluxConstants.SEGMENT_SEQUENCE,
                    PixelfluxConstants.SEGMENT_INIT,
                    PixelfluxConstants.SEGMENT_START,
                    PixelfluxConstants.SEGMENT_DURATION,
                    PixelfluxConstants.SEGMENT_CODECS,
                    PixelfluxConstants.CURSOR_X,
                    PixelfluxConstants.CURSOR_Y,
                    PixelfluxConstants.CURSOR_VISIBLE,
                    PixelfluxConstants.CURSOR_SHAPE_ID,
                    PixelfluxConstants.CURSOR_WIDTH,
                    PixelfluxConstants.CURSOR_HEIGHT,
                    PixelfluxConstants.CURSOR_HOTSPOT_X,
                    PixelfluxConstants.CURSOR_HOTSPOT_Y,
                    PixelfluxConstants.REACHED);

    private FormerBody() {}

    /**
     * Takes it off the message. A file's name that the route has chosen itself stays, since it is
     * meant for what comes.
     */
    static void forget(Message message) {
        if (message.getHeader(PixelfluxConstants.MESSAGE_TIMESTAMP) instanceof Long timestamp
                && message.getHeader(PixelfluxConstants.FILE_NAME) instanceof String name
                && name.startsWith(PictureMessages.fileTime(timestamp) + "-")) {
            message.removeHeader(PixelfluxConstants.FILE_NAME);
        }
        if (message.getHeader(PixelfluxConstants.CAPTURE_TIME) != null) {
            message.removeHeader(PixelfluxConstants.MESSAGE_TIMESTAMP);
        }
        message.removeHeader(PixelfluxConstants.CONTENT_TYPE);
        HEADERS.forEach(message::removeHeader);
    }
}
