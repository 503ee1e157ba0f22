// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorShape;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;

/**
 * Owns one capture and delivers each of its stripes as one exchange, in order, on one thread of the
 * context. With cursorEvents the news of the cursor come between them, before the stripes of the
 * same moment.
 *
 * <p>The next frame is taken when the route is done with the one before, so a slow route receives
 * fewer and newer frames, and nothing queues up. Suspending closes the capture; resuming opens it
 * again, and the first frame is the whole picture.
 *
 * <p>A capture that ends by itself is not opened again: its cause goes to the exception handler and
 * turns the health check DOWN, until the route is stopped and started or suspended and resumed.
 */
public class PixelfluxConsumer extends DefaultConsumer implements Suspendable {

    /** At most one of the two is set; neither while stopped or suspended. */
    private record State(ScreenCapture capture, Throwable failure) {
        static final State IDLE = new State(null, null);
    }

    /** The type of an exchange that is no stripe's. */
    private static final String CURSOR = "cursor";

    private final PixelfluxEndpoint endpoint;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private ExecutorService executor;

    public PixelfluxConsumer(PixelfluxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /**
     * Asks for every stripe to be sent whole with the next frame, for example because a viewer has
     * joined. Returns at once, from any thread. Does nothing while no capture is open, since a
     * capture begins with a whole picture anyway.
     */
    public void requestKeyFrame() {
        State current = state.get();
        if (current.capture() == null) {
            return;
        }
        try {
            current.capture().requestKeyFrame();
        } catch (IllegalStateException e) {
            if (state.get() == current) {
                throw e;
            }
        }
    }

    /**
     * The settings of the open capture, as last updated.
     *
     * @throws IllegalStateException if none is open
     */
    public CaptureSettings settings() {
        return requireCapture().capture().settings();
    }

    /**
     * Changes settings of the open capture, from any thread; they hold from its next frame on. A
     * capture that is opened anew, because the route was suspended or stopped, has the settings of
     * its endpoint.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing, or
     *     the settings do not fit the source; the message names the option, and nothing changes
     * @throws IllegalStateException if no capture is open
     */
    public void update(CaptureSettings settings) {
        State current = requireCapture();
        current.capture().update(settings);
        if (settings.cursorEvents()) {
            current.capture().cursorListener(update -> deliver(current, update));
        }
    }

    private State requireCapture() {
        State current = state.get();
        if (current.capture() == null) {
            throw new IllegalStateException(
                    "no capture of "
                            + endpoint
                            + " is open: the route is stopped, suspended or"
                            + " has failed");
        }
        return current;
    }

    /** Whether a capture is open. */
    boolean isCapturing() {
        return state.get().capture() != null;
    }

    /** Why the last capture could not be opened or has ended by itself, else null. */
    Throwable failure() {
        return state.get().failure();
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
        executor =
                endpoint.getCamelContext()
                        .getExecutorServiceManager()
                        .newSingleThreadExecutor(this, endpoint.getEndpointUri());
        openCapture();
    }

    @Override
    protected void doStop() throws Exception {
        closeCapture();
        if (executor != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
            executor = null;
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() {
        closeCapture();
    }

    @Override
    protected void doResume() {
        try {
            openCapture();
        } catch (RuntimeException e) {
            // Thrown, it would leave the consumer FAILED inside a started route, which Camel can
            // neither suspend nor resume again.
            handleException("Cannot resume the capture of " + endpoint, e);
        }
    }

    private void openCapture() {
        ScreenCapture capture;
        try {
            capture = ScreenCapture.open(endpoint.getConfiguration().toSettings());
        } catch (RuntimeException e) {
            state.set(new State(null, e));
            throw e;
        }
        State opened = new State(capture, null);
        if (capture.settings().cursorEvents()) {
            capture.cursorListener(update -> deliver(opened, update));
        }
        state.set(opened);
        executor.execute(() -> deliver(opened));
    }

    /** Keeps the failure of a capture that is gone already, for the health check. */
    private void closeCapture() {
        State closing = state.getAndUpdate(now -> now.failure() == null ? State.IDLE : now);
        if (closing.capture() != null) {
            closing.capture().close();
        }
    }

    /** Returns when {@code session} is no longer the state of this consumer. */
    private void deliver(State session) {
        try {
            while (state.get() == session) {
                deliver(session, session.capture().next());
            }
        } catch (Throwable cause) {
            // After closeCapture, a complaint about the closed capture is only its echo.
            if (state.compareAndSet(session, new State(null, cause))) {
                session.capture().close();
                handleException("The capture of " + endpoint + " has ended", cause);
            }
        }
    }

    private void deliver(State session, Frame frame) {
        if (frame.isEmpty()) {
            return;
        }
        long timestamp = timestamp(frame.captureNanos());
        for (Stripe stripe : frame) {
            if (state.get() != session) {
                return;
            }
            Exchange exchange = createExchange(false);
            try {
                fill(exchange.getMessage(), frame, stripe, timestamp);
                process(exchange);
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }

    /** Called by the capture, within its next. */
    private void deliver(State session, CursorUpdate update) {
        if (state.get() != session) {
            return;
        }
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getMessage(), update);
            process(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Milliseconds since 1970 for a time of System.nanoTime(). */
    private static long timestamp(long nanos) {
        long ageMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
        return System.currentTimeMillis() - ageMillis;
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            handleException("Error processing exchange", exchange, exchange.getException());
        }
    }

    private static void fill(Message message, Frame frame, Stripe stripe, long timestamp) {
        message.setBody(stripe.bytes());
        message.setHeader(PixelfluxConstants.TYPE, stripe.type().optionValue());
        message.setHeader(PixelfluxConstants.FRAME_ID, stripe.frameId());
        message.setHeader(PixelfluxConstants.Y, stripe.y());
        message.setHeader(PixelfluxConstants.WIDTH, stripe.width());
        message.setHeader(PixelfluxConstants.HEIGHT, stripe.height());
        message.setHeader(PixelfluxConstants.KEY_FRAME, stripe.keyFrame());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, stripe.captureNanos());
        message.setHeader(PixelfluxConstants.LAST_OF_FRAME, stripe.lastOfFrame());
        message.setHeader(PixelfluxConstants.STRIPE_COUNT, frame.stripes().size());
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, frame.width());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, frame.height());
        message.setHeader(PixelfluxConstants.CONTENT_TYPE, stripe.type().contentType());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp);
    }

    private static void fill(Message message, CursorUpdate update) {
        CursorShape shape = update.shape();
        message.setHeader(PixelfluxConstants.TYPE, CURSOR);
        message.setHeader(PixelfluxConstants.CURSOR_X, update.x());
        message.setHeader(PixelfluxConstants.CURSOR_Y, update.y());
        message.setHeader(PixelfluxConstants.CURSOR_VISIBLE, update.visible());
        message.setHeader(PixelfluxConstants.CURSOR_SHAPE_ID, shape == null ? 0 : shape.id());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, update.captureNanos());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp(update.captureNanos()));
        if (shape == null) {
            return;
        }
        message.setHeader(PixelfluxConstants.CURSOR_WIDTH, shape.width());
        message.setHeader(PixelfluxConstants.CURSOR_HEIGHT, shape.height());
        message.setHeader(PixelfluxConstants.CURSOR_HOTSPOT_X, shape.hotspotX());
        message.setHeader(PixelfluxConstants.CURSOR_HOTSPOT_Y, shape.hotspotY());
        if (update.shapeChanged()) {
            message.setBody(PngImage.encode(shape.toImage()));
            message.setHeader(PixelfluxConstants.CONTENT_TYPE, PngImage.CONTENT_TYPE);
        }
    }
}
