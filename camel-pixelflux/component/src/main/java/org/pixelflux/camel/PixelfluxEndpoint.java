// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureMode;
import org.pixelflux.ChangePolicy;
import org.pixelflux.ScreenPicture;
import org.pixelflux.Source;
import org.pixelflux.recording.SegmentFormat;
import org.pixelflux.recording.SegmentSettings;

/**
 * Capture a screen and receive its changed stripes, encoded as JPEG or H.264.
 *
 * <p>Each consumer opens a capture of its own, so several routes may use the same URI. A producer
 * takes snapshots and controls the captures of the routes, or pushes the images of its messages,
 * which captures from pixelflux:frames show.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pixelflux",
        title = "Pixelflux",
        syntax = "pixelflux:source",
        category = Category.MONITORING,
        headersClass = PixelfluxConstants.class)
public class PixelfluxEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, EndpointServiceLocation, MultipleConsumersSupport {

    private static final long LONGEST_DELAY = Duration.ofHours(1).toMillis();

    /** Those with which an option has an effect, where these are not both of changes. */
    private static final Map<String, String> DELIVERIES =
            Map.of(
                    "pictureFormat", "picture",
                    "scale", "picture",
                    "contentHash", "changes",
                    "segmentDuration", "segment",
                    "segmentBytes", "segment",
                    "segmentFormat", "segment",
                    "segmentLive", "segment");

    /** Protocols of displays. */
    private static final String X11 = "x11";

    private static final String WAYLAND = "wayland";

    private static final String TIMES = "0..86400000 ms, such as 500, 2s or 1m";
    private static final String DELAYS = "1..3600000 ms, such as 500 or 2s";

    @UriParam private final PixelfluxConfiguration configuration;

    @UriParam(
            description =
                    "The id by which producers address a capture. A consumer without one has the"
                            + " id of its route. A producer without one addresses the only capture"
                            + " that is running, and its own options choose what its snapshots"
                            + " show.")
    private @Nullable String captureId;

    @UriParam(
            label = "consumer",
            enums = "stripe,frame,changes,picture,segment",
            description =
                    "What one exchange carries: a stripe, whose bytes are the body, or a frame,"
                            + " whose body is the list of its stripes, or with mode=mixed its bytes; or"
                            + " whatever mode says, which has no effect then: changes, a Map that says"
                            + " what changed and where, for which nothing is encoded, a picture, the"
                            + " whole region after a change as pictureFormat says, or a segment, some"
                            + " seconds of video in H.264 as segmentFormat says. Not set: a stripe,"
                            + " with mode=mixed a frame, since that mode has no stripes.")
    private @Nullable Delivery delivery;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether a capture that was lost, because its display went away or for"
                            + " another reason, is opened again as soon as possible. If a capture"
                            + " cannot be opened when its route starts, the start fails in any"
                            + " case.")
    private boolean reconnect = true;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "250",
            javaType = "java.time.Duration",
            description =
                    "How long to wait after a loss before the first attempt to open the capture"
                            + " again; twice as long before each following one. 1 ms to 1 hour.")
    private long reconnectDelay = 250;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description =
                    "The longest pause between two attempts to open a lost capture again, 1 ms to 1"
                            + " hour; not shorter than reconnectDelay.")
    private long reconnectMaxDelay = 1000;

    @UriParam(
            label = "producer",
            enums = "keyFrame,update,snapshot,wait,pause,resume,status",
            description =
                    "What to do for a message. With allowControlHeaders=true the header"
                            + " CamelPixelfluxOperation overrides it.")
    private @Nullable PixelfluxOperation operation;

    @UriParam private final PixelfluxWait wait = new PixelfluxWait();

    @UriParam(
            enums = "png,jpeg,webp,raw",
            defaultValue = "png",
            description =
                    "What the body of a snapshot is, that of a wait, and with delivery=picture that"
                            + " of a picture:"
                            + " png and webp are exact, webp is smaller and takes longer; jpeg is"
                            + " as jpegQuality and jpegFullColor say; raw is a BufferedImage that"
                            + " the route owns. With allowControlHeaders=true the header"
                            + " CamelPixelfluxPictureFormat of a message overrides it.")
    private PictureBody pictureFormat = PictureBody.PNG;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "With delivery=picture, what each side of the picture is multiplied by, 0.01"
                            + " to 4. A pixel is the mean of the area that it covers where the"
                            + " picture becomes smaller, and linear between its neighbours where"
                            + " it becomes larger.")
    private double scale = 1;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, the least time from one exchange to the"
                            + " next, 0 to 24 hours. What changes meanwhile comes with the next"
                            + " one.")
    private long minInterval;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, how long nothing must have changed before"
                            + " an exchange comes, 0 to 24 hours. A change that minChangedPixels or"
                            + " minChangedPercent would hold back by itself does not count.")
    private long settle;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description =
                    "With settle, how long a change waits at most if something goes on changing,"
                            + " such as a clock; settle to 24 hours. 0: ten times settle.")
    private long maxWait;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "With delivery=changes or picture, how many pixels must have changed before an"
                            + " exchange comes. Less is gathered until it is enough; the same pixels"
                            + " count once.")
    private long minChangedPixels;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "As minChangedPixels, in percent of the captured region, 0 to 100. Both must be"
                            + " reached.")
    private double minChangedPercent;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "With delivery=changes, whether the body has a hash of the whole picture as"
                            + " contentHash, 16 hexadecimal digits: pictures that are the same have"
                            + " the same one.")
    private boolean contentHash;

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

    @UriParam(
            label = "producer,security",
            defaultValue = "false",
            description =
                    "Whether headers of a message choose operation, capture, format of a snapshot"
                            + " and settings of an update. The producer then removes them from the"
                            + " message. Leave it off where somebody else may set headers.")
    private boolean allowControlHeaders;

    /**
     * An endpoint that takes its options from {@code configuration}, which it keeps: a change there
     * counts from the next start of a consumer.
     */
    public PixelfluxEndpoint(
            String uri, PixelfluxComponent component, PixelfluxConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PixelfluxConsumer consumer = new PixelfluxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        PollingConsumer consumer = new PixelfluxPollingConsumer(this);
        configurePollingConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        if (operation != null) {
            requireOptionsOf(operation);
        }
        boolean controls = operation != null || allowControlHeaders;
        if (configuration.getSource() != Source.FRAMES || controls) {
            return new PixelfluxProducer(this);
        }
        if (wait.getWaitFor() != null) {
            throw new IllegalArgumentException(
                    "waitFor: has no effect on images that are pushed, only with operation=wait; set"
                            + " that, or leave the option out");
        }
        return new FrameProducer(this);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public PixelfluxComponent getComponent() {
        return (PixelfluxComponent) super.getComponent();
    }

    /**
     * How to go on after a loss.
     *
     * @throws IllegalArgumentException if a delay is out of its range
     */
    Reconnection reconnection() {
        requireDelay("reconnectDelay", reconnectDelay);
        requireDelay("reconnectMaxDelay", reconnectMaxDelay);
        return new Reconnection(
                reconnect,
                Duration.ofMillis(reconnectDelay),
                Duration.ofMillis(Math.max(reconnectDelay, reconnectMaxDelay)));
    }

    /**
     * When changes and pictures come.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    ChangePolicy changePolicy() {
        ScreenPicture.requireScale(scale);
        return new ChangePolicy(
                Duration.ofMillis(minInterval),
                Duration.ofMillis(settle),
                maxWait == 0 ? null : Duration.ofMillis(maxWait),
                minChangedPixels,
                minChangedPercent);
    }

    /**
     * When segments end, and what they are.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    SegmentSettings segments() {
        return new SegmentSettings(
                Duration.ofMillis(segmentDuration), segmentBytes, segmentFormat, segmentLive);
    }

    /** What changes and pictures are. */
    PictureMessages pictures() {
        return new PictureMessages(pictureFormat, scale, contentHash);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with this delivery
     */
    void requireOptionsOf(Delivery wanted) {
        boolean ofPictures = wanted == Delivery.PICTURE;
        boolean either = wanted.isOfChanges();
        requireEffect("pictureFormat", pictureFormat != PictureBody.PNG, ofPictures, wanted);
        requireEffect("scale", scale != 1, ofPictures, wanted);
        requireEffect("contentHash", contentHash, wanted == Delivery.CHANGES, wanted);
        requireEffect("minInterval", minInterval != 0, either, wanted);
        requireEffect("settle", settle != 0, either, wanted);
        requireEffect("minChangedPixels", minChangedPixels != 0, either, wanted);
        requireEffect("minChangedPercent", minChangedPercent != 0, either, wanted);
        boolean ofSegments = wanted == Delivery.SEGMENT;
        SegmentSettings usual = SegmentSettings.FILES;
        boolean otherDuration = segmentDuration != usual.duration().toMillis();
        requireEffect("segmentDuration", otherDuration, ofSegments, wanted);
        requireEffect("segmentBytes", segmentBytes != usual.bytes(), ofSegments, wanted);
        requireEffect("segmentFormat", segmentFormat != usual.format(), ofSegments, wanted);
        requireEffect("segmentLive", segmentLive, ofSegments, wanted);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with the operation,
     *     or one is missing that it needs
     */
    void requireOptionsOf(PixelfluxOperation done) {
        boolean ofPictures = done == PixelfluxOperation.SNAPSHOT || done == PixelfluxOperation.WAIT;
        if (ofPictures && scale != 1) {
            throw new IllegalArgumentException(
                    "scale: has no effect with operation="
                            + done.optionValue()
                            + ", only on the pictures of a consumer; leave the option out");
        }
        if (done == PixelfluxOperation.WAIT) {
            wait.required();
        } else if (wait.getWaitFor() != null && !allowControlHeaders) {
            throw new IllegalArgumentException(
                    "waitFor: has no effect with operation="
                            + done.optionValue()
                            + ", only with operation=wait; set that, or leave the option out");
        }
    }

    private static void requireEffect(
            String option, boolean set, boolean effective, Delivery wanted) {
        if (set && !effective) {
            throw new IllegalArgumentException(
                    option
                            + ": has no effect with delivery="
                            + wanted.optionValue()
                            + ", only with delivery="
                            + DELIVERIES.getOrDefault(option, "changes or picture")
                            + "; set that, or leave the option out");
        }
    }

    /**
     * Milliseconds of a time that may be 0.
     *
     * @throws IllegalArgumentException if the text is no duration
     */
    static long parseTime(String option, String text) {
        try {
            // Camel takes some words for 0.
            if (text.chars().anyMatch(Character::isDigit)) {
                return TimeUtils.toMilliSeconds(text);
            }
        } catch (RuntimeException e) {
            throw noTime(option, text, e);
        }
        throw noTime(option, text, null);
    }

    private static IllegalArgumentException noTime(
            String option, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                option + ": '" + text + "' is out of range, allowed " + TIMES, cause);
    }

    /**
     * Milliseconds.
     *
     * @throws IllegalArgumentException if the text is no duration, or out of range
     */
    static long parseDelay(String option, String text) {
        try {
            long millis = TimeUtils.toMilliSeconds(text);
            requireDelay(option, millis);
            return millis;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    option + ": '" + text + "' is out of range, allowed " + DELAYS, e);
        }
    }

    private static void requireDelay(String option, long millis) {
        if (millis < 1 || millis > LONGEST_DELAY) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d ms is out of range, allowed %s",
                            option,
                            millis,
                            DELAYS));
        }
    }

    public PixelfluxConfiguration getConfiguration() {
        return configuration;
    }

    /** The display, such as {@code :1} or {@code wayland-1}; null if there is none. */
    @Override
    public @Nullable String getServiceUrl() {
        String variable =
                switch (getServiceProtocol()) {
                    case X11 -> "DISPLAY";
                    case WAYLAND -> "WAYLAND_DISPLAY";
                    default -> null;
                };
        if (variable == null) {
            return null;
        }
        String display = configuration.getDisplay();
        return display.isEmpty() ? System.getenv(variable) : display;
    }

    /**
     * {@code x11} or {@code wayland}, else the source. What the source screen takes where {@code
     * DISPLAY} names a rootless Xwayland is known only when a capture opens: here it is x11.
     */
    @Override
    public String getServiceProtocol() {
        Source source = configuration.getSource();
        if (source != Source.SCREEN) {
            return source.optionValue();
        }
        boolean x11 = !configuration.getDisplay().isEmpty() || System.getenv("DISPLAY") != null;
        return x11 || System.getenv("WAYLAND_DISPLAY") == null ? X11 : WAYLAND;
    }

    public PixelfluxWait getWait() {
        return wait;
    }

    public @Nullable String getCaptureId() {
        return captureId;
    }

    public void setCaptureId(String captureId) {
        this.captureId = captureId;
    }

    public @Nullable Delivery getDelivery() {
        return delivery;
    }

    /**
     * What the exchanges of a capture carry that begins with this mode.
     *
     * @throws IllegalArgumentException if the mode has nothing like that
     */
    Delivery delivery(CaptureMode mode) {
        Delivery usual = mode == CaptureMode.MIXED ? Delivery.FRAME : Delivery.STRIPE;
        Delivery wanted = delivery == null ? usual : delivery;
        wanted.require(mode);
        return wanted;
    }

    public void setDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    public boolean isReconnect() {
        return reconnect;
    }

    public void setReconnect(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public @Nullable PixelfluxOperation getOperation() {
        return operation;
    }

    public void setOperation(PixelfluxOperation operation) {
        this.operation = operation;
    }

    public PictureBody getPictureFormat() {
        return pictureFormat;
    }

    public void setPictureFormat(PictureBody pictureFormat) {
        this.pictureFormat = pictureFormat;
    }

    public double getScale() {
        return scale;
    }

    public void setScale(double scale) {
        this.scale = scale;
    }

    public long getMinInterval() {
        return minInterval;
    }

    public void setMinInterval(long minInterval) {
        this.minInterval = minInterval;
    }

    public long getSettle() {
        return settle;
    }

    public void setSettle(long settle) {
        this.settle = settle;
    }

    public long getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public long getMinChangedPixels() {
        return minChangedPixels;
    }

    public void setMinChangedPixels(long minChangedPixels) {
        this.minChangedPixels = minChangedPixels;
    }

    public double getMinChangedPercent() {
        return minChangedPercent;
    }

    public void setMinChangedPercent(double minChangedPercent) {
        this.minChangedPercent = minChangedPercent;
    }

    public boolean isContentHash() {
        return contentHash;
    }

    public void setContentHash(boolean contentHash) {
        this.contentHash = contentHash;
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

    public boolean isAllowControlHeaders() {
        return allowControlHeaders;
    }

    public void setAllowControlHeaders(boolean allowControlHeaders) {
        this.allowControlHeaders = allowControlHeaders;
    }
}
