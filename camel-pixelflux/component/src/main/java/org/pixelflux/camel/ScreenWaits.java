// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ScreenCondition;
import org.pixelflux.ScreenWatch;

/**
 * The waits of a producer. Each has a thread and a capture of its own, from the message to the
 * answer; the route goes on on that thread. Any thread.
 */
final class ScreenWaits {

    private final ExecutorService threads;

    /** Guarded by this. */
    private final Set<ScreenWatch> open = new HashSet<>();

    /** Guarded by this. */
    private boolean stopped;

    /**
     * @param threads as many as are asked for; the caller's
     */
    ScreenWaits(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Begins a wait and returns.
     *
     * @param done called when the message has the answer, or the exchange its exception
     */
    void begin(
            Exchange exchange,
            CaptureSettings settings,
            PixelfluxWait options,
            PictureBody body,
            Runnable consume,
            AsyncCallback done) {
        ScreenCondition condition = options.condition(picture(options, exchange.getMessage()));
        threads.execute(
                () -> {
                    try {
                        answer(exchange.getMessage(), settings, condition, options, body);
                        consume.run();
                    } catch (Throwable e) {
                        exchange.setException(e);
                    } finally {
                        done.done(false);
                    }
                });
    }

    private static @Nullable BufferedImage picture(PixelfluxWait options, Message message) {
        if (!options.required().needsPicture()) {
            return null;
        }
        if (message.getBody() instanceof BufferedImage image) {
            return image;
        }
        byte[] bytes = message.getBody(byte[].class);
        try {
            return bytes == null ? null : PixelfluxConverters.toImage(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body cannot be read as a picture", e);
        }
    }

    private void answer(
            Message message,
            CaptureSettings settings,
            ScreenCondition condition,
            PixelfluxWait options,
            PictureBody body) {
        ScreenWatch watch = ScreenWatch.open(settings);
        try {
            add(watch);
            boolean reached = watch.until(condition, options.timeout()).join();
            long now = System.currentTimeMillis();
            BufferedImage image = watch.picture().image();
            if (image == null) {
                throw new IllegalStateException("the capture has no picture");
            }
            body.fill(message, image, settings, now);
            message.setHeader(PixelfluxConstants.REACHED, reached);
        } catch (CompletionException e) {
            throw RuntimeCamelException.wrapRuntimeException(e.getCause());
        } finally {
            remove(watch);
            watch.close();
        }
    }

    private synchronized void add(ScreenWatch watch) {
        if (stopped) {
            throw new IllegalStateException("the producer was stopped");
        }
        open.add(watch);
    }

    private synchronized void remove(ScreenWatch watch) {
        open.remove(watch);
    }

    /** Ends all waits, whose exchanges fail. */
    void stop() {
        Set<ScreenWatch> left;
        synchronized (this) {
            stopped = true;
            left = Set.copyOf(open);
        }
        left.forEach(ScreenWatch::close);
    }
}
