// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureMode;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.MixedFrame;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenPicture;
import org.pixelflux.Stripe;
import org.pixelflux.camel.PixelfluxMessages.FrameHeaders;
import org.pixelflux.recording.Segment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes exchanges of what a consumer's capture brings, and counts them. No fault of the route, the
 * exception handler or a meter ends the capture.
 */
final class ExchangeDelivery implements CaptureReader {

    private static final Logger LOG = LoggerFactory.getLogger(PixelfluxConsumer.class);

    private final PixelfluxConsumer consumer;
    private final Delivery delivery;
    private final PictureMessages pictures;
    private final CaptureMeters meters;
    private final Runnable sayMissed;
    private final CaptureStatistics statistics;
    private final RouteProgress progress = new RouteProgress();
    private final CursorNews cursor = new CursorNews();

    /** A part of what is being delivered did not arrive. */
    private boolean missed;

    /**
     * @param sayMissed hears that something did not arrive; {@link #requestMissed} is to follow,
     *     sooner or later
     */
    ExchangeDelivery(
            PixelfluxConsumer consumer,
            Delivery delivery,
            CaptureMeters meters,
            Runnable sayMissed) {
        this.consumer = consumer;
        this.delivery = delivery;
        this.pictures = consumer.pictures();
        this.meters = meters;
        this.sayMissed = sayMissed;
        this.statistics = consumer.getStatistics();
    }

    /**
     * @throws IllegalArgumentException if exchanges carry what the mode has not
     */
    void requireMode(CaptureMode mode) {
        delivery.require(mode);
    }

    @Override
    public void requestMissed(Capture capture) {
        progress.request(capture);
    }

    @Override
    public void take(Frame frame, BooleanSupplier wanted) {
        long start = System.nanoTime();
        statistics.frame(frame);
        meters.encoded(frame.encodedNanos() - frame.captureNanos());
        MixedFrame mixed = frame.mixed();
        if (mixed != null) {
            deliver(mixed, frame);
        } else if (delivery == Delivery.FRAME) {
            frame.forEach(statistics::delivered);
            count(frame.captureNanos());
            deliverOther(PixelfluxMessages.of(frame));
        } else {
            deliverStripes(frame, wanted);
        }
        sayWhatWasMissed();
        sayHowBusy(start);
    }

    private void sayHowBusy(long start) {
        Capture open = consumer.openCapture();
        if (open != null) {
            statistics.busy(System.nanoTime() - start, open.settings().fps());
        }
    }

    @Override
    public void take(ScreenChange change, ScreenPicture picture) {
        long start = System.nanoTime();
        statistics.change(change);
        count(change.captureNanos());
        if (delivery == Delivery.PICTURE) {
            deliverOther(message -> pictures.fillPicture(message, change, picture));
        } else {
            deliverOther(message -> pictures.fillChange(message, change, picture));
        }
        sayWhatWasMissed();
        sayHowBusy(start);
    }

    @Override
    public void take(Segment segment) {
        long start = System.nanoTime();
        statistics.segment(segment);
        count(segment.captureNanos() + segment.duration().toNanos());
        deliver(message -> SegmentMessages.fill(message, segment));
        // Another picture would not bring it back.
        missed = false;
        sayHowBusy(start);
    }

    private void deliver(MixedFrame mixed, Frame frame) {
        statistics.delivered(mixed);
        count(mixed.captureNanos());
        if (deliver(PixelfluxMessages.of(frame))) {
            progress.arrived(mixed);
        } else {
            progress.missed(mixed);
        }
    }

    private void deliverStripes(Frame frame, BooleanSupplier wanted) {
        FrameHeaders headers = FrameHeaders.of(frame);
        for (Stripe stripe : frame) {
            if (wanted.getAsBoolean()) {
                statistics.delivered(stripe);
                deliver(stripe, headers, frame.captureNanos());
            } else {
                statistics.dropped();
            }
        }
    }

    /**
     * Most exchanges come this way, so it makes nothing for one exchange that can be made once for
     * a frame.
     */
    private void deliver(Stripe stripe, FrameHeaders headers, long captureNanos) {
        count(captureNanos);
        Exchange exchange = consumer.createExchange(false);
        try {
            PixelfluxMessages.fill(exchange.getMessage(), stripe, headers);
            nameCapture(exchange);
            if (!process(exchange)) {
                progress.missedOther();
            }
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private void count(long captureNanos) {
        long latency = System.nanoTime() - captureNanos;
        statistics.exchange(latency);
        meters.exchanged(latency);
    }

    @Override
    public void take(CursorUpdate update) {
        deliverOther(cursor.of(update, consumer.openCapture()));
        sayWhatWasMissed();
    }

    /**
     * Once a frame: the key frame that was asked for during its delivery may already be the next
     * one.
     */
    private void sayWhatWasMissed() {
        if (missed) {
            missed = false;
            sayMissed.run();
        }
    }

    @Override
    public void drop(Frame frame) {
        frame.forEach(stripe -> statistics.dropped());
        frame.rectangles().forEach(rectangle -> statistics.dropped());
        MixedFrame mixed = frame.mixed();
        if (mixed != null) {
            progress.missed(mixed);
        } else {
            progress.missedOther();
        }
    }

    @Override
    public void drop(ScreenChange change) {
        statistics.dropped();
        progress.missedOther();
    }

    @Override
    public void drop(Segment segment) {
        statistics.dropped();
    }

    @Override
    public void drop(CursorUpdate update) {
        progress.missedOther();
    }

    private void deliverOther(Consumer<Message> content) {
        if (!deliver(content)) {
            progress.missedOther();
        }
    }

    /** Returns whether the route was done with it. */
    private boolean deliver(Consumer<Message> content) {
        Exchange exchange = consumer.createExchange(false);
        try {
            return fill(exchange, content) && process(exchange);
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private void nameCapture(Exchange exchange) {
        exchange.getMessage().setHeader(PixelfluxConstants.CAPTURE, consumer.captureName());
    }

    /**
     * Pictures are scaled and encoded here, which may fail with this one and go well with the next.
     * Returns whether it went well.
     */
    private boolean fill(Exchange exchange, Consumer<Message> content) {
        try {
            content.accept(exchange.getMessage());
            nameCapture(exchange);
            return true;
        } catch (Throwable e) {
            if (consumer.openCapture() == null) {
                statistics.dropped();
                LOG.debug("{} was closed before its picture was read", consumer.getEndpoint(), e);
                return false;
            }
            exchange.setException(e);
            failed(exchange);
            return false;
        }
    }

    private boolean process(Exchange exchange) {
        // An interrupt that the route has left behind would wake the next code that waits.
        Thread.interrupted();
        try {
            consumer.getProcessor().process(exchange);
        } catch (Throwable e) {
            exchange.setException(e);
        }
        if (!FailedExchanges.isFailed(exchange)) {
            return true;
        }
        failed(exchange);
        return false;
    }

    private void failed(Exchange exchange) {
        statistics.failed();
        Throwable failure = exchange.getException();
        if (isInterruptedByStop(failure)) {
            LOG.debug(
                    "The stop of {} has interrupted an exchange", consumer.getEndpoint(), failure);
            return;
        }
        missed = true;
        if (failure != null) {
            tell("Error processing exchange", exchange, failure);
        }
    }

    /** Anybody may have written the exception handler. */
    private void tell(String message, @Nullable Exchange exchange, Throwable failure) {
        try {
            consumer.getExceptionHandler().handleException(message, exchange, failure);
        } catch (Throwable e) {
            LOG.error(
                    "The exception handler of {} has failed with {}",
                    consumer.getEndpoint(),
                    failure,
                    e);
        }
    }

    private boolean isInterruptedByStop(Throwable failure) {
        return failure != null
                && consumer.isStoppingOrStopped()
                && ObjectHelper.getException(InterruptedException.class, failure) != null;
    }

    @Override
    public void lost(Throwable cause) {
        statistics.lost();
        consumer.remember(cause);
        tell("The capture of " + consumer.getEndpoint() + " is lost", null, cause);
    }

    @Override
    public void recovered() {
        statistics.reconnected();
    }
}
