// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.pixelflux.MixedFrame;

/**
 * Names of the headers that pixelflux consumers set and producers read.
 *
 * <p>Each exchange of a consumer, each snapshot and each wait has CAPTURE, EPOCH and REASON. Those
 * of the cursor are on news of the cursor alone, which have the times besides and, with a body, its
 * media type; a stripe has all the others of a consumer. A frame as a whole has those of a stripe
 * but for its place and size and LAST_OF_FRAME; a list of stripes has no CONTENT_TYPE, and a frame
 * with mode=mixed no STRIPE_COUNT. A segment has those that begin with SEGMENT, and CODEC,
 * KEY_FRAME, its size, the times of its first picture, CONTENT_TYPE and FILE_NAME.
 *
 * <p>A snapshot, a wait and a status replace the body, and all headers with what they say of their
 * own.
 */
public final class PixelfluxConstants {

    @Metadata(
            description =
                    "How the stripe is encoded, or all stripes of the frame: `jpeg` or `h264`; of a"
                            + " frame with mode=mixed `mixed`. Messages of the cursor have none.",
            javaType = "String")
    public static final String CODEC = "CamelPixelfluxCodec";

    @Metadata(
            description =
                    "The number of the frame, counted from 0 since the capture was opened."
                            + " Consecutive numbers mean that nothing was lost. A wire header"
                            + " carries the low 16 bits.",
            javaType = "Long")
    public static final String FRAME_ID = "CamelPixelfluxFrameId";

    @Metadata(
            description =
                    "The name of the capture: its `captureId`, or the id of its route. A poll, a"
                            + " snapshot and a wait that have neither are named by their URI. It is"
                            + " no control header, so it stays on a message that goes on to another"
                            + " step of this component and has no effect there.",
            javaType = "String")
    public static final String CAPTURE = "CamelPixelfluxCapture";

    @Metadata(
            description =
                    "Why the stripe, frame, change, picture or segment was sent; the first of these"
                            + " that applies, of a frame to one of its stripes, of a segment to one"
                            + " of its frames: `change`, something looks different;"
                            + " `keyFrame`, it had to come whole; `paintOver`, it stayed still and"
                            + " comes better; `refresh`, with mode=mixed, a reader had missed it;"
                            + " `refinement`, with mode=mixed, what stayed still comes exactly;"
                            + " `streaming`, with h264StreamingMode, or repeated for a live"
                            + " playlist, though it did not change. News of the cursor come for a"
                            + " `change`, or as `keyFrame` if they are the first or were asked for."
                            + " A snapshot and the picture of a wait were asked for: `keyFrame`.",
            javaType = "String")
    public static final String REASON = "CamelPixelfluxReason";

    @Metadata(
            description =
                    "The epoch of the frame, of the frames that a segment has, or of those that news"
                            + " of the cursor come between: it grows when a capture opens, when"
                            + " the picture's size changes and when the mode changes to mixed or"
                            + " from it. Frames of two epochs have nothing in common. A snapshot is"
                            + " a capture of its own, and so an epoch; so is a wait that opens one.",
            javaType = "Long")
    public static final String EPOCH = "CamelPixelfluxEpoch";

    @Metadata(
            description = "The first row of the stripe within the captured region, in pixels.",
            javaType = "Integer")
    public static final String Y = "CamelPixelfluxY";

    @Metadata(
            description =
                    "The width of the stripe, or with delivery=picture or segment of the picture.",
            javaType = "Integer")
    public static final String WIDTH = "CamelPixelfluxWidth";

    @Metadata(
            description =
                    "The height of the stripe, or with delivery=picture or segment of the picture.",
            javaType = "Integer")
    public static final String HEIGHT = "CamelPixelfluxHeight";

    @Metadata(
            description =
                    "Whether the stripe shows all of its rows without an earlier one: an H.264 IDR,"
                            + " or a JPEG of a whole stripe. Every JPEG is an image by itself; one that"
                            + " is no key frame leaves the rows above and below as they were. Of a"
                            + " frame: whether it is the whole picture, and a decoder can begin with"
                            + " it. Of a segment: whether it begins with a key frame.",
            javaType = "Boolean")
    public static final String KEY_FRAME = "CamelPixelfluxKeyFrame";

    @Metadata(
            description =
                    "When the pixels were grabbed or the cursor was read, in nanoseconds on the"
                            + " clock of `System.nanoTime()` of this machine.",
            javaType = "Long")
    public static final String CAPTURE_TIME = "CamelPixelfluxCaptureTime";

    @Metadata(description = "Whether this is the last stripe of its frame.", javaType = "Boolean")
    public static final String LAST_OF_FRAME = "CamelPixelfluxLastOfFrame";

    @Metadata(description = "How many stripes of this frame are delivered.", javaType = "Integer")
    public static final String STRIPE_COUNT = "CamelPixelfluxStripeCount";

    @Metadata(description = "The width of the captured region in pixels.", javaType = "Integer")
    public static final String FRAME_WIDTH = "CamelPixelfluxFrameWidth";

    @Metadata(description = "The height of the captured region in pixels.", javaType = "Integer")
    public static final String FRAME_HEIGHT = "CamelPixelfluxFrameHeight";

    @Metadata(
            description =
                    "With delivery=changes or picture, where the picture changed: a list of Maps"
                            + " with x, y, width and height in pixels of the captured region. They"
                            + " do not overlap.",
            javaType = "List<Map<String, Object>>")
    public static final String CHANGED_AREAS = "CamelPixelfluxChangedAreas";

    @Metadata(
            description =
                    "With delivery=changes or picture, the part of the captured region that these"
                            + " areas are, 0 to 1.",
            javaType = "Double")
    public static final String CHANGED_SHARE = "CamelPixelfluxChangedShare";

    @Metadata(
            description =
                    "With delivery=segment, the number of the segment, counted from 0 since the"
                            + " capture was opened. An init segment has that of the segment which"
                            + " follows it.",
            javaType = "Long")
    public static final String SEGMENT_SEQUENCE = "CamelPixelfluxSegmentSequence";

    @Metadata(
            description =
                    "With delivery=segment, whether it is an init segment, which has no picture;"
                            + " only with segmentFormat=cmaf.",
            javaType = "Boolean")
    public static final String SEGMENT_INIT = "CamelPixelfluxSegmentInit";

    @Metadata(
            description =
                    "With delivery=segment, when its first picture began, in seconds since the"
                            + " first one of the capture.",
            javaType = "Double")
    public static final String SEGMENT_START = "CamelPixelfluxSegmentStart";

    @Metadata(
            description =
                    "With delivery=segment, how long it plays, in seconds; 0 for an init segment.",
            javaType = "Double")
    public static final String SEGMENT_DURATION = "CamelPixelfluxSegmentDuration";

    @Metadata(
            description =
                    "With delivery=segment, what playlists call the codec: `avc1.42c028`, as RFC"
                            + " 6381 says.",
            javaType = "String")
    public static final String SEGMENT_CODECS = "CamelPixelfluxSegmentCodecs";

    @Metadata(
            description =
                    "With delivery=picture, unless pictureFormat=raw, a name for a file: time in"
                            + " UTC and number of the frame, as in `20261129-220531.042-17.png`. With"
                            + " delivery=segment time and number of the segment, as in"
                            + " `20261129-220531.042-3.mp4`, of an init segment"
                            + " `20261129-220531.042-init.mp4`.",
            javaType = "String")
    public static final String FILE_NAME = Exchange.FILE_NAME;

    @Metadata(
            description =
                    "Where the cursor's hotspot is, in pixels from the left of the captured region;"
                            + " may lie outside.",
            javaType = "Integer")
    public static final String CURSOR_X = "CamelPixelfluxCursorX";

    @Metadata(
            description =
                    "Where the cursor's hotspot is, in pixels from the top of the captured region;"
                            + " may lie outside.",
            javaType = "Integer")
    public static final String CURSOR_Y = "CamelPixelfluxCursorY";

    @Metadata(
            description = "Whether any of the cursor's image lies on the captured region.",
            javaType = "Boolean")
    public static final String CURSOR_VISIBLE = "CamelPixelfluxCursorVisible";

    @Metadata(
            description =
                    "The number of the cursor's shape; within one capture the same number means"
                            + " the same shape. 0: there is no cursor; then its place means"
                            + " nothing, and its size and hotspot are left out.",
            javaType = "Integer")
    public static final String CURSOR_SHAPE_ID = "CamelPixelfluxCursorShapeId";

    @Metadata(description = "The width of the cursor's shape in pixels.", javaType = "Integer")
    public static final String CURSOR_WIDTH = "CamelPixelfluxCursorWidth";

    @Metadata(description = "The height of the cursor's shape in pixels.", javaType = "Integer")
    public static final String CURSOR_HEIGHT = "CamelPixelfluxCursorHeight";

    @Metadata(
            description = "The column of the cursor's shape that points, from its left.",
            javaType = "Integer")
    public static final String CURSOR_HOTSPOT_X = "CamelPixelfluxCursorHotspotX";

    @Metadata(
            description = "The row of the cursor's shape that points, from its top.",
            javaType = "Integer")
    public static final String CURSOR_HOTSPOT_Y = "CamelPixelfluxCursorHotspotY";

    @Metadata(
            description =
                    "The media type of the body: `image/jpeg` or `video/h264`, with a wire header"
                            + " `application/vnd.pixelflux.stripe;header=1` or `…2`, `image/png` for a"
                            + " cursor's shape, `video/mp4` or, with segmentFormat=cmaf,"
                            + " `video/iso.segment` for a segment, and `"
                            + MixedFrame.CONTENT_TYPE
                            + "` for a frame with mode=mixed; docs/wire.md describes the forms. A"
                            + " list of stripes has none.",
            javaType = "String")
    public static final String CONTENT_TYPE = Exchange.CONTENT_TYPE;

    @Metadata(
            description =
                    "When the pixels were grabbed or the cursor was read, in milliseconds since"
                            + " 1970.",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    @Metadata(
            label = "producer",
            description =
                    "What to do for the message: `keyFrame`, `update`, `snapshot`, `wait`, `pause`,"
                            + " `resume` or `status`. It overrides the option `operation`, but"
                            + " only with `allowControlHeaders=true`.",
            javaType = "String")
    public static final String OPERATION = "CamelPixelfluxOperation";

    @Metadata(
            label = "producer",
            description =
                    "After `operation=wait`, whether what it waited for has come; false: its time"
                            + " was over before.",
            javaType = "Boolean")
    public static final String REACHED = "CamelPixelfluxReached";

    @Metadata(
            label = "producer",
            description =
                    "Which capture the operation is for. It overrides the option `captureId`, but"
                            + " only with `allowControlHeaders=true`.",
            javaType = "String")
    public static final String CAPTURE_ID = "CamelPixelfluxCaptureId";

    @Metadata(
            label = "producer",
            description =
                    "What a snapshot is: `png`, `jpeg`, `webp` or `raw`. It overrides the option"
                            + " `pictureFormat`, but only with `allowControlHeaders=true`.",
            javaType = "String")
    public static final String PICTURE_FORMAT = "CamelPixelfluxPictureFormat";

    @Metadata(
            label = "producer",
            description =
                    "The beginning of the name of a header that the operation `update` takes as a"
                            + " setting. The name of the option follows, as in"
                            + " `CamelPixelfluxSetting.jpegQuality`. It has an effect only with"
                            + " `allowControlHeaders=true`.",
            javaType = "Object")
    public static final String SETTING_PREFIX = "CamelPixelfluxSetting.";

    private PixelfluxConstants() {}
}
