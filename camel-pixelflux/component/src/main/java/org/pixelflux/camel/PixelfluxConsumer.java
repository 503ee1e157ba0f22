// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ChangePolicy;
import org.pixelflux.ChangeReader;
import org.pixelflux.FrameReader;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.recording.SegmentReader;
import org.pixelflux.recording.SegmentSettings;
import org.pixelflux.relay.RelayTimer;

/**
 * Owns one capture and delivers each of its stripes as one exchange, or with delivery=frame, and
 * with mode=mixed, each frame, in order, on one thread of the context; or with delivery=changes and
 * picture what changed, when the options for that say, or with delivery=segment some seconds of
 * video. With cursorEvents the news of the cursor come between them, before the stripes of the same
 * moment.
 *
 * <p>The next frame is taken when the route is done with the one before, so a slow route receives
 * fewer and newer frames, and nothing queues up. What the route did not get, as far as the exchange
 * shows that, comes again with a whole picture, or with mode=mixed with a refresh. Suspending
 * closes the capture after the frame that is being delivered, and delivers the segment that has
 * begun; resuming opens it again, and the first frame is the whole picture.
 *
 * <p>A capture that cannot be opened when the route starts fails the start. One that is lost later,
 * whatever the reason, goes to the exception handler and turns the health check DOWN; if reconnect
 * is on, it is opened again as soon as that is possible.
 */
@ManagedResource(description = "Managed PixelfluxConsumer")
public class PixelfluxConsumer extends DefaultConsumer
        implements Suspendable, ShutdownAware, ManagedPixelfluxConsumerMBean {

    private static final double POLLED_FPS = 240;

    private final PixelfluxEndpoint endpoint;
    private final CaptureStatistics statistics = new CaptureStatistics();
    private @Nullable ScheduledExecutorService executor;
    private volatile @Nullable SupervisedCapture capture;
    private volatile CaptureMeters meters = CaptureMeters.NONE;
    private volatile @Nullable Throwable lastError;
    private volatile @Nullable Throwable startFailure;
    private @Nullable ScheduledExecutorService timer;
    private boolean polled;

    private volatile @Nullable ExchangeDelivery exchanges;

    public PixelfluxConsumer(PixelfluxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /**
     * What producers address this consumer by while it is started: the option captureId, else the
     * id of its route; null if it has neither, as when it is polled.
     */
    @Override
    public @Nullable String getCaptureId() {
        String id = endpoint.getCaptureId();
        return id != null ? id : getRouteId();
    }

    /**
     * The same, or the URI of its endpoint for who has neither, with what is secret in it masked.
     */
    String captureName() {
        String id = getCaptureId();
        return id != null ? id : endpoint.toString();
    }

    /**
     * Asks for every stripe to be sent whole with the next frame, for example because a viewer has
     * joined; with mode=mixed for the whole picture as a refresh, which one of the next frames
     * brings. Returns at once, from any thread. Does nothing while no capture is open, since a
     * capture begins with a whole picture anyway.
     */
    @Override
    public void requestKeyFrame() {
        SupervisedCapture current = capture;
        if (current != null) {
            current.requestKeyFrame();
        }
    }

    /**
     * Asks for what was written since that frame with mode=mixed, for a viewer that shows it; in
     * other modes for what {@link #requestKeyFrame} does. Returns at once, from any thread. Does
     * nothing while no capture is open.
     */
    public void requestRefresh(FrameNumber since) {
        requestRefresh(RefreshRequest.since(since));
    }

    /**
     * The same for a viewer behind a slow link, and for what it has coarse: see {@link
     * Capture#requestRefresh(RefreshRequest)}.
     */
    public void requestRefresh(RefreshRequest request) {
        SupervisedCapture current = capture;
        if (current != null) {
            current.requestRefresh(request);
        }
    }

    /**
     * The settings of the open capture, as last updated.
     *
     * @throws IllegalStateException if none is open
     */
    public CaptureSettings settings() {
        Capture open = openCapture();
        if (open == null) {
            throw noneOpen();
        }
        return open.settings();
    }

    /**
     * Changes settings of the open capture, from any thread; they hold from its next frame on, and
     * for the captures that are opened after it, until the route is stopped. While the capture is
     * lost or suspended they wait for the next one.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing, or
     *     the settings do not fit the source; the message names the option, and nothing changes
     * @throws IllegalStateException if the route is stopped
     */
    public void update(CaptureSettings settings) {
        SupervisedCapture started = requireStarted();
        ExchangeDelivery carriers = exchanges;
        if (carriers != null) {
            carriers.requireMode(settings.mode());
        }
        requireFits(settings);
        started.update(settings);
    }

    /**
     * Delivers nothing any more after the frame that is being delivered until {@link
     * #resumeCapture()}. The capture stays open but sleeps. Returns at once, from any thread; also
     * while nothing is open, and then it counts for what is opened next.
     *
     * @throws IllegalStateException if the route is stopped
     */
    @Override
    public void pauseCapture() {
        requireStarted().pause();
    }

    /**
     * Goes on after {@link #pauseCapture()}: what has changed meanwhile comes with the next frame,
     * in key frames where a stream needs them, with mode=mixed as a refresh where frames were left
     * out.
     *
     * @throws IllegalStateException if the route is stopped
     */
    @Override
    public void resumeCapture() {
        requireStarted().resume();
    }

    /**
     * Changes some settings, as {@link #update(CaptureSettings)} does.
     *
     * @param values as text by the names of their options
     */
    synchronized void update(Map<String, String> values) {
        CaptureSettings.Builder changed = lastSettings().toBuilder();
        values.forEach(changed::set);
        update(changed.build());
    }

    /** What changes and pictures are. */
    PictureMessages pictures() {
        return endpoint.pictureMessages();
    }

    /** The settings of the open capture, or those that the next one begins with. */
    CaptureSettings lastSettings() {
        SupervisedCapture current = capture;
        return current == null ? endpoint.getConfiguration().toSettings() : current.settings();
    }

    /** The mode of the open capture, or of the next one; null while the route is stopped. */
    @Override
    public @Nullable String getMode() {
        SupervisedCapture current = capture;
        return current == null ? null : current.settings().mode().optionValue();
    }

    @Override
    public @Nullable String getPlace() {
        return described(CaptureDescription::place);
    }

    @Override
    public @Nullable String getReading() {
        return described(CaptureDescription::reading);
    }

    @Override
    public @Nullable String getEncoder() {
        return described(CaptureDescription::encoder);
    }

    private @Nullable String described(Function<CaptureDescription, String> part) {
        CaptureDescription now = description();
        return now == null ? null : part.apply(now);
    }

    private SupervisedCapture requireStarted() {
        SupervisedCapture current = capture;
        if (current == null) {
            throw noneOpen();
        }
        return current;
    }

    private IllegalStateException noneOpen() {
        return new IllegalStateException(
                "no capture of "
                        + endpoint
                        + " is open: the route is stopped or suspended, or the capture is lost");
    }

    /** The open capture, else null. */
    @Nullable Capture openCapture() {
        SupervisedCapture current = capture;
        return current == null ? null : current.capture();
    }

    /** The open capture, if its frames are taken and so its picture is that of now; else null. */
    @Nullable Capture freshCapture() {
        SupervisedCapture current = capture;
        return current == null ? null : current.freshCapture();
    }

    /** Whether a frame is in hand. */
    boolean isDelivering() {
        SupervisedCapture current = capture;
        return current != null && current.isDelivering();
    }

    /** What the open capture captures, and how; null if none is open. */
    public @Nullable CaptureDescription description() {
        Capture open = openCapture();
        try {
            return open == null ? null : open.description();
        } catch (IllegalStateException e) {
            return null; // closed meanwhile
        }
    }

    /** What the open capture has delivered; null if none is open. */
    public @Nullable CaptureCounters counters() {
        Capture open = openCapture();
        try {
            return open == null ? null : open.counters();
        } catch (IllegalStateException e) {
            return null; // not started yet
        }
    }

    /** Whether a capture is open. */
    boolean isCapturing() {
        return openCapture() != null;
    }

    /** Why no capture is open although one was wanted, else null. */
    @Nullable Throwable failure() {
        SupervisedCapture current = capture;
        return current == null ? startFailure : current.failure();
    }

    CaptureCondition condition() {
        SupervisedCapture current = capture;
        return current == null ? CaptureCondition.CLOSED : current.condition();
    }

    @Override
    public CaptureStatistics getStatistics() {
        return statistics;
    }

    @Override
    public String getCondition() {
        return condition().name();
    }

    @Override
    public @Nullable String getLastError() {
        Throwable failure = lastError;
        return failure == null ? null : failure.toString();
    }

    /** The cause of a loss, for {@link #getLastError()}. */
    void remember(Throwable cause) {
        lastError = cause;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getHealthCheck() == null) {
            setHealthCheck(new PixelfluxHealthCheck(this));
        }
        getHealthCheck().setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (capture != null) {
            // Camel starts a suspended consumer without stopping it before.
            doResume();
            return;
        }
        startFailure = null;
        try {
            endpoint.getComponent().captures().add(this);
            openCaptureOfItsOwn();
        } catch (RuntimeException | Error e) {
            lastError = e;
            startFailure = e;
            release();
            throw e;
        }
    }

    /**
     * Delivers pictures at once, whatever the options say, but nothing after the start until {@link
     * #resumeCapture()}.
     */
    void beginPolled() {
        polled = true;
    }

    private CaptureSettings initialSettings() {
        CaptureSettings settings = endpoint.getConfiguration().toSettings();
        // Somebody waits for each frame, and it comes alone.
        return polled ? settings.toBuilder().fps(POLLED_FPS).build() : settings;
    }

    private void openCaptureOfItsOwn() {
        Delivery delivery = delivery();
        if (!polled) {
            endpoint.requireOptionsOf(delivery);
        }
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        executor = ReaderThread.executor(executors, endpoint.getEndpointUri());
        timer = executors.newSingleThreadScheduledExecutor(this, endpoint + "-keyFrames");
        KeyFrameBackOff keyFrames =
                new KeyFrameBackOff(this::requestMissed, System::nanoTime, RelayTimer.of(timer));
        meters = CaptureMeters.of(endpoint.getCamelContext(), this);
        ExchangeDelivery carriers =
                new ExchangeDelivery(this, delivery, meters, keyFrames::request);
        exchanges = carriers;
        SupervisedCapture opening =
                new SupervisedCapture(
                        endpoint.toString(),
                        this::initialSettings,
                        opener(delivery),
                        endpoint.getReconnection().reconnection(),
                        executor,
                        carriers);
        if (polled) {
            opening.pause();
        }
        capture = opening;
        opening.open();
    }

    /** What exchanges carry. */
    Delivery delivery() {
        return polled ? Delivery.PICTURE : endpoint.delivery(initialSettings().mode());
    }

    private Function<CaptureSettings, CaptureInput> opener(Delivery delivery) {
        if (delivery.isOfChanges()) {
            ChangePolicy policy =
                    polled ? ChangePolicy.EVERY_CHANGE : endpoint.getPictures().policy();
            return settings -> {
                requireFits(settings);
                return CaptureInput.of(ChangeReader.open(settings, policy));
            };
        }
        if (delivery == Delivery.SEGMENT) {
            SegmentSettings segments = endpoint.getSegments().settings();
            return settings -> CaptureInput.of(SegmentReader.open(settings, segments));
        }
        Function<CaptureSettings, FrameReader> frames = endpoint.getComponent().opener();
        return settings -> CaptureInput.of(frames.apply(settings));
    }

    /**
     * @throws IllegalArgumentException if pictures that are delivered would be too large
     */
    private void requireFits(CaptureSettings settings) {
        if (delivery() == Delivery.PICTURE) {
            pictures().requireFits(settings.width(), settings.height());
        }
    }

    /**
     * Asks for what the route did not get: all of the picture, or with mode=mixed what it lacks.
     */
    private void requestMissed() {
        SupervisedCapture current = capture;
        if (current != null) {
            current.requestMissed();
        }
    }

    /** Ends a start or resume that waits for a display; this would have to wait for it. */
    @Override
    public void stop() {
        SupervisedCapture current = capture;
        if (current != null && current.condition() == CaptureCondition.OPENING) {
            current.close();
        }
        super.stop();
    }

    @Override
    protected void doStop() throws Exception {
        if (capture != null) {
            capture.close();
        }
        release();
        super.doStop();
    }

    private void release() {
        endpoint.getComponent().captures().remove(this);
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        if (executor != null
                && capture != null
                && (capture.isHandingOver() || capture.isInsideOpener())) {
            // A route that stops itself cannot wait for its own end, and nobody should wait for a
            // display that says nothing. If the capture opens in the end, it is closed at once.
            executors.shutdown(executor);
        } else if (executor != null) {
            executors.shutdownGraceful(executor);
        }
        executor = null;
        if (timer != null) {
            executors.shutdownNow(timer);
            timer = null;
        }
        capture = null;
        meters.close();
        meters = CaptureMeters.NONE;
    }

    @Override
    protected void doSuspend() {
        if (capture != null) {
            capture.suspend();
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /**
     * A route that is suspended or stopped waits for the whole frame, as it does for its exchanges.
     */
    @Override
    public int getPendingExchangesSize() {
        return isDelivering() ? 1 : 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        SupervisedCapture current = capture;
        if (forced && !suspendOnly && current != null) {
            current.close();
        }
    }

    /**
     * Waits for an attempt to open the capture. A failure goes to the exception handler; if this
     * threw it, the route could not go on.
     */
    @Override
    protected void doResume() {
        requireStarted().openOrReconnect();
    }
}
