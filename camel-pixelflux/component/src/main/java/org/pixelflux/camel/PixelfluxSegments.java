// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.pixelflux.recording.SegmentFormat;
import org.pixelflux.recording.SegmentSettings;

/** The options of delivery=segment. */
@UriParams
public class PixelfluxSegments {

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "10000",
            description =
                    "With delivery=segment, how long a segment is: it ends with the first change"
                            + " after that, so that a still screen ends none. 100 ms to 24 hours.")
    private long segmentDuration = SegmentSettings.FILES.duration().toMillis();

    @UriParam(
            label = "consumer",
            defaultValue = "10000000",
            description =
                    "With delivery=segment, after how many bytes a segment ends that is not over"
                            + " yet, 100000 to 1000000000.")
    private long segmentBytes = SegmentSettings.FILES.bytes();

    @UriParam(
            label = "consumer",
            enums = "mp4,cmaf",
            defaultValue = "mp4",
            description =
                    "With delivery=segment, what the body is: mp4, a file of its own, or cmaf, for"
                            + " HLS and DASH: a segment that plays behind an init segment, which is an"
                            + " exchange of its own before the first one, and again when the size has"
                            + " changed.")
    private SegmentFormat segmentFormat = SegmentFormat.MP4;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "With delivery=segment, whether segments also end while the screen is still, as"
                            + " a live playlist needs it: the picture is repeated then, most often"
                            + " in a few dozen bytes, and as a key frame in every third segment.")
    private boolean segmentLive;

    /**
     * When segments end, and what they are.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    SegmentSettings settings() {
        return new SegmentSettings(
                Duration.ofMillis(segmentDuration), segmentBytes, segmentFormat, segmentLive);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with this delivery
     */
    void requireOptionsOf(Delivery wanted) {
        boolean effective = wanted == Delivery.SEGMENT;
        SegmentSettings usual = SegmentSettings.FILES;
        boolean otherDuration = segmentDuration != usual.duration().toMillis();
        wanted.requireEffect("segmentDuration", otherDuration, effective, "segment");
        wanted.requireEffect("segmentBytes", segmentBytes != usual.bytes(), effective, "segment");
        wanted.requireEffect(
                "segmentFormat", segmentFormat != usual.format(), effective, "segment");
        wanted.requireEffect("segmentLive", segmentLive, effective, "segment");
    }

    public long getSegmentDuration() {
        return segmentDuration;
    }

    public void setSegmentDuration(long segmentDuration) {
        this.segmentDuration = segmentDuration;
    }

    public long getSegmentBytes() {
        return segmentBytes;
    }

    public void setSegmentBytes(long segmentBytes) {
        this.segmentBytes = segmentBytes;
    }

    public SegmentFormat getSegmentFormat() {
        return segmentFormat;
    }

    public void setSegmentFormat(SegmentFormat segmentFormat) {
        this.segmentFormat = segmentFormat;
    }

    public boolean isSegmentLive() {
        return segmentLive;
    }

    public void setSegmentLive(boolean segmentLive) {
        this.segmentLive = segmentLive;
    }
}
