// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

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
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureMode;
import org.pixelflux.Source;

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

    /** Protocols of displays. */
    private static final String X11 = "x11";

    private static final String WAYLAND = "wayland";

    @UriParam private final PixelfluxConfiguration configuration;

    @UriParam private final PixelfluxReconnection reconnection = new PixelfluxReconnection();
    @UriParam private final PixelfluxPictures pictures = new PixelfluxPictures();
    @UriParam private final PixelfluxSegments segments = new PixelfluxSegments();
    @UriParam private final PixelfluxWait wait = new PixelfluxWait();

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
            label = "producer",
            enums = "keyFrame,update,snapshot,wait,pause,resume,status",
            description =
                    "What to do for a message. With allowControlHeaders=true the header"
                            + " CamelPixelfluxOperation overrides it.")
    private @Nullable PixelfluxOperation operation;

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
     * @throws IllegalArgumentException if an option is out of its range
     */
    void requireRanges() {
        configuration.toSettings();
        reconnection.reconnection();
        pictures.policy();
        segments.settings();
        wait.requireRanges();
    }

    /** What changes and pictures are. */
    PictureMessages pictureMessages() {
        return pictures.messages(pictureFormat);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with this delivery
     */
    void requireOptionsOf(Delivery wanted) {
        boolean otherFormat = pictureFormat != PictureBody.PNG;
        boolean ofPictures = wanted == Delivery.PICTURE;
        wanted.requireEffect("pictureFormat", otherFormat, ofPictures, "picture");
        pictures.requireOptionsOf(wanted);
        segments.requireOptionsOf(wanted);
    }

    /**
     * @throws IllegalArgumentException if an option is set that has no effect with the operation,
     *     or one is missing that it needs
     */
    void requireOptionsOf(PixelfluxOperation done) {
        boolean ofPictures = done == PixelfluxOperation.SNAPSHOT || done == PixelfluxOperation.WAIT;
        if (ofPictures && pictures.getScale() != 1) {
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

    public PixelfluxReconnection getReconnection() {
        return reconnection;
    }

    public PixelfluxPictures getPictures() {
        return pictures;
    }

    public PixelfluxSegments getSegments() {
        return segments;
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

    public boolean isAllowControlHeaders() {
        return allowControlHeaders;
    }

    public void setAllowControlHeaders(boolean allowControlHeaders) {
        this.allowControlHeaders = allowControlHeaders;
    }
}
