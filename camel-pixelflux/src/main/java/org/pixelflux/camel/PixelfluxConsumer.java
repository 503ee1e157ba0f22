// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;
import org.pixelflux.relay.KeyFrameRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one capture and delivers each of its stripes as one exchange, or with delivery=frame each
 * frame, in order, on one thread of the context. With cursorEvents the news of the cursor come
 * between them, before the stripes of the same moment.
 *
 * <p>The next frame is taken when the route is done with the one before, so a slow route receives
 * fewer and newer frames, and nothing queues up. Suspending closes the capture; resuming opens it
 * again, and the first frame is the whole picture.
 *
 * <p>A capture that cannot be opened when the route starts fails the start. One that is lost later
 * goes to the exception handler and turns the health check DOWN; if its loss may pass and reconnect
 * is on, it is opened again as soon as that is possible.
 */
@ManagedResource(description = "Managed PixelfluxConsumer")
public class PixelfluxConsumer extends DefaultConsumer
        implements Suspendable, ManagedPixelfluxConsumerMBean {

    private static final Logger LOG = LoggerFactory.getLogger(PixelfluxConsumer.class);

    private final PixelfluxEndpoint endpoint;
    private final CaptureStatistics statistics = new CaptureStatistics();
    private ScheduledExecutorService executor;
    private volatile SupervisedCapture capture;
    private volatile CaptureMeters meters = CaptureMeters.NONE;
    private volatile Throwable lastError;
    private volatile Throwable startFailure;
    private ScheduledExecutorService timer;
    private KeyFrameRequests keyFrames;

    public PixelfluxConsumer(PixelfluxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /**
     * What producers address this consumer by while it is started: the option captureId, else the
     * id of its route; null if it has neither, as when it is polled.
     */
    @Override
    public String getCaptureId() {
        String id = endpoint.getCaptureId();
        return id != null ? id : getRouteId();
    }

    /**
     * Asks for every stripe to be sent whole with the next frame, for example because a viewer has
     * joined. Returns at once, from any thread. Does nothing while no capture is open, since a
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
     * The settings of the open capture, as last updated.
     *
     * @throws IllegalStateException if none is open
     */
    public CaptureSettings settings() {
        ScreenCapture open = openCapture();
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
        requireStarted().update(settings);
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
     * in key frames where a stream needs them.
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

    /** The settings of the open capture, or those that the next one begins with. */
    CaptureSettings lastSettings() {
        SupervisedCapture current = capture;
        return current == null ? endpoint.getConfiguration().toSettings() : current.settings();
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
                        + " is open: the route is stopped, suspended or has"
                        + " failed");
    }

    /** The open capture, else null. */
    ScreenCapture openCapture() {
        SupervisedCapture current = capture;
        return current == null ? null : current.capture();
    }

    /** Whether a capture is open. */
    boolean isCapturing() {
        return openCapture() != null;
    }

    /** Why no capture is open although one was wanted, else null. */
    Throwable failure() {
        SupervisedCapture current = capture;
        return current == null ? startFailure : current.failure();
    }

    SupervisedCapture.Condition condition() {
        SupervisedCapture current = capture;
        return current == null ? SupervisedCapture.Condition.CLOSED : current.condition();
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
    public String getLastError() {
        Throwable failure = lastError;
        return failure == null ? null : failure.toString();
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
        endpoint.getComponent().captures().add(this);
        executor =
                endpoint.getCamelContext()
                        .getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, endpoint.getEndpointUri());
        timer =
                endpoint.getCamelContext()
                        .getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, endpoint + "-keyFrames");
        keyFrames =
                new KeyFrameRequests(
                        this::requestKeyFrame,
                        (delay, task) ->
                                timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
        meters = CaptureMeters.of(endpoint.getCamelContext(), this);
        startFailure = null;
        capture =
                new SupervisedCapture(
                        endpoint.toString(),
                        endpoint.getConfiguration()::toSettings,
                        endpoint.reconnection(),
                        executor,
                        new Exchanges());
        try {
            capture.open();
        } catch (RuntimeException e) {
            lastError = e;
            startFailure = e;
            release();
            throw e;
        }
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
        if (executor != null && capture != null && capture.isHandingOver()) {
            // The route stops itself, and cannot wait for its own end.
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
            capture.close();
        }
    }

    /**
     * A failure goes to the exception handler: thrown, it would leave a route that cannot go on.
     */
    @Override
    protected void doResume() {
        requireStarted().openOrReconnect();
    }

    /** Makes exchanges of what the capture brings. */
    private final class Exchanges implements SupervisedCapture.Reader {

        @Override
        public void take(Frame frame, BooleanSupplier wanted) {
            long start = System.nanoTime();
            statistics.frame(frame);
            meters.encoded(frame.encodedNanos() - frame.captureNanos());
            if (endpoint.getDelivery() == Delivery.FRAME) {
                frame.forEach(statistics::delivered);
                deliver(PixelfluxMessages.of(frame), frame.captureNanos());
            } else {
                deliverStripes(frame, wanted);
            }
            ScreenCapture open = openCapture();
            if (open != null) {
                statistics.busy(System.nanoTime() - start, open.settings().fps());
            }
        }

        private void deliverStripes(Frame frame, BooleanSupplier wanted) {
            Function<Stripe, Consumer<Message>> messages = PixelfluxMessages.ofStripes(frame);
            for (Stripe stripe : frame) {
                if (wanted.getAsBoolean()) {
                    statistics.delivered(stripe);
                    deliver(messages.apply(stripe), frame.captureNanos());
                } else {
                    statistics.dropped();
                }
            }
        }

        private void deliver(Consumer<Message> content, long captureNanos) {
            long latency = System.nanoTime() - captureNanos;
            statistics.exchange(latency);
            meters.exchanged(latency);
            deliver(content);
        }

        @Override
        public void take(CursorUpdate update) {
            deliver(PixelfluxMessages.of(update));
        }

        @Override
        public void drop(Frame frame) {
            frame.forEach(stripe -> statistics.dropped());
        }

        private void deliver(Consumer<Message> content) {
            Exchange exchange = createExchange(false);
            try {
                content.accept(exchange.getMessage());
                process(exchange);
            } finally {
                releaseExchange(exchange, false);
            }
        }

        private void process(Exchange exchange) {
            // What the route before has left behind would wake whoever waits next.
            Thread.interrupted();
            try {
                getProcessor().process(exchange);
            } catch (Throwable e) {
                exchange.setException(e);
            }
            Throwable failure = exchange.getException();
            if (failure == null) {
                return;
            }
            statistics.failed();
            if (isInterruptedByStop(failure)) {
                LOG.debug("The stop of {} has interrupted an exchange", endpoint, failure);
            } else {
                tell("Error processing exchange", exchange, failure);
                // Whoever decodes H.264 cannot build on a stripe that it did not get.
                if (isVideo(exchange)) {
                    keyFrames.request();
                }
            }
        }

        /** The exception handler may be anybody's code. */
        private void tell(String message, Exchange exchange, Throwable failure) {
            try {
                if (exchange == null) {
                    handleException(message, failure);
                } else {
                    handleException(message, exchange, failure);
                }
            } catch (Throwable e) {
                LOG.error("The exception handler of {} has failed with {}", endpoint, failure, e);
            }
        }

        private boolean isVideo(Exchange exchange) {
            ScreenCapture open = openCapture();
            return open != null
                    && open.settings().mode() == Codec.H264
                    && exchange.getMessage().getHeader(PixelfluxConstants.CURSOR_X) == null;
        }

        private boolean isInterruptedByStop(Throwable failure) {
            return isStoppingOrStopped()
                    && ObjectHelper.getException(InterruptedException.class, failure) != null;
        }

        @Override
        public void lost(Throwable cause) {
            lastError = cause;
            tell("The capture of " + endpoint + " is lost", null, cause);
        }

        @Override
        public void recovered() {
            statistics.reconnected();
        }
    }
}
