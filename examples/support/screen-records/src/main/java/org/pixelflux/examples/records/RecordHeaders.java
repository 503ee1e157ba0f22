// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

/**
 * Names of the headers of a record. Each value is UTF-8 text, numbers in decimal, so that every
 * tool that prints records shows it and a reader needs to know no width and no byte order. {@code
 * Content-Type} stands beside them. The README says which of them stripes have, and which frames.
 */
public final class RecordHeaders {

    /** The layout of value and headers. More headers may be added to it, none change. */
    public static final String VERSION = "pixelflux-version";

    /** Names the screen; the key of its records. */
    public static final String SESSION = "pixelflux-session";

    /** Grows with each start of the program, each capture and each size of the picture. */
    public static final String EPOCH = "pixelflux-epoch";

    /**
     * What the record is of: a stripe, {@code jpeg} or {@code h264}, or a frame, {@link #MIXED}.
     */
    public static final String CODEC = "pixelflux-codec";

    /** 64 bits, from 0 at the start of a capture; the next frame has the next number. */
    public static final String FRAME_ID = "pixelflux-frame-id";

    /** Of a stripe: how many of them the frame has. */
    public static final String STRIPE_COUNT = "pixelflux-stripe-count";

    /** Of a stripe: {@code true} on the last one of a frame, else {@code false}. */
    public static final String LAST_OF_FRAME = "pixelflux-last-of-frame";

    /**
     * {@code true} if the stripe shows all of its rows by itself, or the frame all of the picture,
     * else {@code false}.
     */
    public static final String KEY_FRAME = "pixelflux-key-frame";

    /** The first row of the stripe within the picture, in pixels. */
    public static final String Y = "pixelflux-y";

    /** The width of the stripe in pixels. */
    public static final String WIDTH = "pixelflux-width";

    /** The height of the stripe in pixels; what a decoder gives below it is padding. */
    public static final String HEIGHT = "pixelflux-height";

    /** The width of the picture in pixels. */
    public static final String FRAME_WIDTH = "pixelflux-frame-width";

    /** The height of the picture in pixels. */
    public static final String FRAME_HEIGHT = "pixelflux-frame-height";

    /** When the pixels were grabbed, in milliseconds since 1970. */
    public static final String CAPTURE_TIME = "pixelflux-capture-time";

    /** Of a frame in mode mixed that is not the first of its epoch: the frame before it. */
    public static final String PREVIOUS_FRAME_ID = "pixelflux-previous-frame-id";

    /**
     * Of a frame in mode mixed that carries a refresh or a part of one: the frame since which, or
     * {@link #NOTHING}.
     */
    public static final String REFRESH_SINCE = "pixelflux-refresh-since";

    /** Of a request in mode mixed, from viewers behind slow links: what they want at most. */
    public static final String MOST_BYTES = "pixelflux-most-bytes";

    /**
     * Of a request in mode mixed, from viewers behind slow links: which areas they have coarse and
     * want exactly, as {@code x,y,width,height} with semicolons between them.
     */
    public static final String AGAIN = "pixelflux-again";

    /** Of a frame that did not fit one record: which part of its bytes this is, from 0. */
    public static final String PART = "pixelflux-part";

    /** Of a frame that did not fit one record: how many parts it has. */
    public static final String PARTS = "pixelflux-parts";

    /** Of a key frame in the topic of them: the partition of the live topic that has it. */
    public static final String LIVE_PARTITION = "pixelflux-live-partition";

    /**
     * Of a key frame in the topic of them: from where on the partition has it, and what builds on
     * it.
     */
    public static final String LIVE_OFFSET = "pixelflux-live-offset";

    /** The {@link #CODEC} of a frame in mode mixed. */
    public static final String MIXED = "mixed";

    /** The {@link #REFRESH_SINCE} of a refresh for readers that have nothing. */
    public static final String NOTHING = "nothing";

    /** No session has a higher one: it is that of option {@code minimumEpoch}. */
    public static final long LARGEST_EPOCH = 1L << 52;

    static final String CURRENT_VERSION = "1";

    private RecordHeaders() {}
}
