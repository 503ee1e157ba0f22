// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Snapshot;
import org.pixelflux.camel.ControlHeaders.Control;

/**
 * Does for each message what its operation says: takes a snapshot, or acts on a running capture of
 * the same component. Only snapshot, wait and status replace the body. Headers of a message choose
 * the operation only with allowControlHeaders=true, and are taken off the message afterwards.
 *
 * <p>Thread-safe. A snapshot blocks while the screen is read and encoded, everything else returns
 * at once; a wait goes on on a thread of its own, and the route after it. A failure is the
 * exchange's exception: IllegalArgumentException for what the message or the options ask,
 * IllegalStateException if the capture is not running, PixelfluxException for a screen that cannot
 * be read.
 */
public class PixelfluxProducer extends DefaultAsyncProducer {

    private final PixelfluxEndpoint endpoint;
    private final ControlHeaders controls;
    private @Nullable ExecutorService threads;
    private volatile @Nullable ScreenWaits waits;

    public PixelfluxProducer(PixelfluxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.controls = new ControlHeaders(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        threads = executors.newCachedThreadPool(this, "pixelflux-wait");
        waits = new ScreenWaits(threads);
    }

    @Override
    protected void doStop() throws Exception {
        if (waits != null) {
            waits.stop();
            waits = null;
        }
        if (threads != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdown(threads);
            threads = null;
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Control control = controls.read(exchange.getMessage());
            if (control.operation() == PixelfluxOperation.WAIT) {
                begin(exchange, control, callback);
                return false;
            }
            process(exchange.getMessage(), control);
        } catch (Throwable e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void begin(Exchange exchange, Control control, AsyncCallback callback) {
        ScreenWaits running = waits;
        if (running == null) {
            throw new IllegalStateException(this + " is not started");
        }
        endpoint.requireOptionsOf(PixelfluxOperation.WAIT);
        running.begin(
                exchange,
                asked(control),
                endpoint.getWait(),
                control.pictureFormat(),
                () -> controls.consume(exchange.getMessage()),
                callback);
    }

    private void process(Message message, Control control) {
        switch (control.operation()) {
            case KEY_FRAME -> capture(control).requestKeyFrame();
            case UPDATE ->
                    capture(control).update(SettingsMessage.read(message, control.settings()));
            case SNAPSHOT -> takeSnapshot(message, control);
            case PAUSE -> capture(control).pauseCapture();
            case RESUME -> capture(control).resumeCapture();
            case STATUS -> tellStatus(message, capture(control));
            case WAIT -> throw new IllegalStateException("a wait has a thread of its own");
        }
        // Not before: a redelivery after a failure needs them.
        controls.consume(message);
    }

    private void takeSnapshot(Message message, Control control) {
        endpoint.requireOptionsOf(PixelfluxOperation.SNAPSHOT);
        AskedScreen asked = asked(control);
        Snapshot taken =
                asked.isSharedByItsUser() ? asked.shownPicture() : Snapshot.take(asked.settings());
        long time = PixelfluxMessages.timestamp(taken.captureNanos());
        control.pictureFormat().fill(message, taken.image(), asked.settings(), time);
        asked.name(message);
        message.setHeader(PixelfluxConstants.EPOCH, taken.epoch());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, taken.captureNanos());
    }

    private static void tellStatus(Message message, PixelfluxConsumer consumer) {
        Map<String, Object> status = CaptureStatus.of(consumer);
        FormerBody.forget(message);
        message.setBody(status);
        message.setHeader(PixelfluxConstants.CAPTURE, consumer.captureName());
    }

    private AskedScreen asked(Control control) {
        return control.captureId() == null
                ? AskedScreen.of(endpoint)
                : AskedScreen.of(capture(control));
    }

    private PixelfluxConsumer capture(Control control) {
        return endpoint.getComponent().captures().find(control.captureId());
    }
}
