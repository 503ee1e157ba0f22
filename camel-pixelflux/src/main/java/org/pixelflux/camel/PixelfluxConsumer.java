// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;
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

    public PixelfluxConsumer(PixelfluxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /**
     * What producers address this consumer by while it is started: the option captureId, else the
     * id of its route.
     */
    @Override
    public String getCaptureId() {
        String id = endpoint.getCaptureId();
        return id != null ? id : Objects.requireNonNullElse(getRouteId(), endpoint.toString());
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
     * for the captures that are opened after it, until the route is stopped.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing, or
     *     the settings do not fit the source; the message names the option, and nothing changes
     * @throws IllegalStateException if no capture is open
     */
    public void update(CaptureSettings settings) {
        if (openCapture() == null) {
            throw noneOpen();
        }
        capture.update(settings);
    }

    /**
     * Captures nothing after the frame that is being delivered until {@link #resumeCapture()}. The
     * capture stays open, so that nothing of a stream is lost. Returns at once, from any thread;
     * also while nothing is open, and then it counts for what is opened next.
     *
     * @throws IllegalStateException if the route is stopped
     */
    @Override
    public void pauseCapture() {
        requireStarted().pause();
    }

    /**
     * Goes on after {@link #pauseCapture()}: what has changed meanwhile comes with the next frame.
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
        CaptureSettings.Builder changed = settings().toBuilder();
        values.forEach(changed::set);
        update(changed.build());
    }

    /** The settings of the open capture, or those that the next one begins with. */
    CaptureSettings lastSettings() {
        ScreenCapture open = openCapture();
        return open == null ? endpoint.getConfiguration().toSettings() : open.settings();
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
        return current == null ? null : current.failure();
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
        meters = CaptureMeters.of(endpoint.getCamelContext(), this);
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
        if (executor != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
            executor = null;
        }
        meters.close();
        meters = CaptureMeters.NONE;
    }

    @Override
    protected void doSuspend() {
        capture.close();
    }

    /**
     * A failure goes to the exception handler: thrown, it would leave a route that cannot go on.
     */
    @Override
    protected void doResume() {
        capture.openOrReconnect();
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
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            Exception failure = exchange.getException();
            if (failure == null) {
                return;
            }
            statistics.failed();
            if (isInterruptedByStop(failure)) {
                LOG.debug("The stop of {} has interrupted an exchange", endpoint, failure);
            } else {
                handleException("Error processing exchange", exchange, failure);
            }
        }

        private boolean isInterruptedByStop(Exception failure) {
            return isStoppingOrStopped()
                    && ObjectHelper.getException(InterruptedException.class, failure) != null;
        }

        @Override
        public void lost(Throwable cause) {
            lastError = cause;
            handleException("The capture of " + endpoint + " is lost", cause);
        }

        @Override
        public void recovered() {
            statistics.reconnected();
        }
    }
}
