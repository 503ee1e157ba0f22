// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureMode;

/**
 * Capture a screen and receive its changed stripes, encoded as JPEG or H.264.
 *
 * <p>Each consumer opens a capture of its own, so several routes may use the same URI. A producer
 * takes snapshots and controls the captures of the routes.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "pixelflux",
        title = "Pixelflux",
        syntax = "pixelflux:source",
        category = Category.MONITORING,
        headersClass = PixelfluxConstants.class)
public class PixelfluxEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    private static final long LONGEST_DELAY = Duration.ofHours(1).toMillis();
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
            enums = "stripe,frame",
            description =
                    "What one exchange carries: a stripe, whose bytes are the body, or a frame, whose"
                            + " body is the list of its stripes, or with mode=mixed its bytes. Not"
                            + " set: a stripe, with mode=mixed a frame, since that mode has no"
                            + " stripes.")
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
                    "How long to wait after a loss before the first attempt to open the capture again;"
                            + " twice as long before each following one. 1 ms to 1 hour.")
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
            enums = "keyFrame,update,snapshot,pause,resume,status",
            description =
                    "What to do for a message. With allowControlHeaders=true the header"
                            + " CamelPixelfluxOperation overrides it.")
    private @Nullable PixelfluxOperation operation;

    @UriParam(
            label = "producer",
            enums = "png,jpeg",
            defaultValue = "png",
            description =
                    "How a snapshot is encoded. With allowControlHeaders=true the header"
                            + " CamelPixelfluxSnapshotFormat overrides it. The option jpegQuality"
                            + " sets the quality of JPEG.")
    private SnapshotFormat snapshotFormat = SnapshotFormat.PNG;

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
        PollingConsumer consumer = new PixelfluxPollingConsumer(this, System::nanoTime);
        configurePollingConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new PixelfluxProducer(this);
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

    public SnapshotFormat getSnapshotFormat() {
        return snapshotFormat;
    }

    public void setSnapshotFormat(SnapshotFormat snapshotFormat) {
        this.snapshotFormat = snapshotFormat;
    }

    public boolean isAllowControlHeaders() {
        return allowControlHeaders;
    }

    public void setAllowControlHeaders(boolean allowControlHeaders) {
        this.allowControlHeaders = allowControlHeaders;
    }
}
