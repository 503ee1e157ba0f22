// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.ChangeReader;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenCondition;
import org.pixelflux.ScreenWatch;
import org.pixelflux.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The waits of a producer. Each has a thread of its own, from the message to the answer; the route
 * goes on on that thread. A wait for something to look different looks at the capture that was
 * named while its route takes frames; otherwise it opens one of its own, unless that would ask the
 * screen's user. Any thread.
 */
final class ScreenWaits {

    private static final Logger LOG = LoggerFactory.getLogger(PixelfluxProducer.class);

    /** How often a wait looks whether the capture that it looks at goes on. */
    private static final long LOOK_MILLIS = 250;

    /**
     * A wait that needs a picture gets one if the screen has one, however short its timeout is; so
     * long that takes at most.
     */
    private static final Duration FIRST_PICTURE = Duration.ofSeconds(5);

    private final ExecutorService threads;

    /** How to end the waits. Guarded by this. */
    private final Set<Runnable> ends = new HashSet<>();

    /** Guarded by this. */
    private boolean stopped;

    /**
     * @param threads as many as are asked for; the caller's
     */
    ScreenWaits(ExecutorService threads) {
        this.threads = threads;
    }

    /** One wait, on its thread. */
    private record Wait(
            Exchange exchange,
            AskedScreen asked,
            PixelfluxWait options,
            PictureBody body,
            long end) {

        Duration left() {
            return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        }
    }

    /**
     * Begins a wait and returns.
     *
     * @param done called when the message has the answer, or the exchange its exception
     */
    void begin(
            Exchange exchange,
            AskedScreen asked,
            PixelfluxWait options,
            PictureBody body,
            Runnable consume,
            AsyncCallback done) {
        ScreenCondition condition = options.condition(picture(options, exchange.getMessage()));
        long end = System.nanoTime() + options.timeout().toNanos();
        Wait wait = new Wait(exchange, asked, options, body, end);
        threads.execute(
                () -> {
                    try {
                        answer(wait, condition);
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

    private void answer(Wait wait, ScreenCondition condition) throws InterruptedException {
        if (wait.asked.isSharedByItsUser()) {
            shared(wait, condition);
            return;
        }
        Capture running = running(wait);
        ScreenCondition rest = running == null ? condition : beside(running, wait, condition);
        if (rest != null) {
            alone(wait, rest);
        }
    }

    /** Looks at the capture that was named, and at no other one. */
    private void shared(Wait wait, ScreenCondition condition) throws InterruptedException {
        Capture open = wait.asked.openCapture();
        if (wait.asked.isHeldUpBy(wait.exchange)) {
            throw wait.asked.noPicture("its route takes no frame while this exchange waits in it");
        }
        if (open == null) {
            throw wait.asked.noPicture("it is not open");
        }
        // The watch would say it in other words.
        if (open.picture().epoch().isEmpty()) {
            throw wait.asked.noPicture("it has none yet");
        }
        try (ScreenWatch watch = ScreenWatch.of(open)) {
            Runnable end = endingWith(watch::close);
            try {
                fill(wait, watch, isReached(wait, watch, condition));
            } catch (ExecutionException e) {
                throw RuntimeCamelException.wrapRuntimeException(e.getCause());
            } finally {
                remove(end);
            }
        }
    }

    /** A screen is still only if the capture's route takes its frames. */
    private static boolean isReached(Wait wait, ScreenWatch watch, ScreenCondition condition)
            throws InterruptedException, ExecutionException {
        while (true) {
            boolean reached = watch.until(condition, wait.left()).get();
            boolean known = wait.options.required() != WaitFor.STILL || wait.asked.isUpToDate();
            if (!reached || known) {
                return reached;
            }
            if (wait.left().isZero()) {
                return false;
            }
            // Not at once again: a condition that holds is told without a wait.
            watch.until(ScreenCondition.changes(), Duration.ofMillis(LOOK_MILLIS)).get();
        }
    }

    /**
     * A capture that sends nothing may be one whose route takes nothing. So nobody can tell by it
     * that the screen is still.
     */
    private static @Nullable Capture running(Wait wait) {
        return wait.options.required() == WaitFor.STILL
                ? null
                : wait.asked.freshCapture(wait.exchange);
    }

    /**
     * Looks at a capture that runs.
     *
     * @return null if the message has the answer, else what is to be waited for in another way
     */
    private @Nullable ScreenCondition beside(Capture running, Wait wait, ScreenCondition condition)
            throws InterruptedException {
        ScreenCondition wanted = condition;
        try (ScreenWatch watch = ScreenWatch.of(running)) {
            Runnable end = endingWith(watch::close);
            try {
                if (wait.options.required() == WaitFor.CHANGE) {
                    // Another capture would not know what this one has shown.
                    wanted = wait.options.changeSince(image(watch));
                }
                CompletableFuture<Boolean> answer = watch.until(wanted, wait.left());
                while (wait.asked.freshCapture(wait.exchange) == running) {
                    Boolean reached = await(answer);
                    if (reached != null && (reached || wait.asked.isUpToDate())) {
                        fill(wait, watch, reached);
                        return null;
                    }
                    if (reached != null) {
                        return wanted;
                    }
                }
            } finally {
                remove(end);
            }
        } catch (IllegalStateException e) {
            requireStarted();
            LOG.debug("{} has ended during a wait", wait.asked, e);
        }
        return wanted;
    }

    /** The answer if it comes soon, else null. */
    private static @Nullable Boolean await(CompletableFuture<Boolean> answer)
            throws InterruptedException {
        try {
            return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw RuntimeCamelException.wrapRuntimeException(e.getCause());
        }
    }

    /** Opens a capture. */
    private void alone(Wait wait, ScreenCondition condition) throws InterruptedException {
        try (ChangeReader reader = ChangeReader.open(wait.asked.settings())) {
            Runnable end = endingWith(reader::close);
            try {
                awaitPicture(reader, wait);
                ScreenWatch watch = ScreenWatch.owning(reader);
                fill(wait, watch, watch.until(condition, wait.left()).get());
            } catch (ExecutionException e) {
                throw RuntimeCamelException.wrapRuntimeException(e.getCause());
            } finally {
                remove(end);
            }
        }
    }

    private void awaitPicture(ChangeReader reader, Wait wait) {
        Duration left = wait.left();
        Duration patience = left.compareTo(FIRST_PICTURE) < 0 ? FIRST_PICTURE : left;
        ScreenChange first = reader.next(patience);
        requireStarted();
        if (first == null || first.isEmpty()) {
            throw new IllegalStateException(
                    wait.asked.name()
                            + " has no picture: none came within "
                            + patience.toMillis()
                            + " ms, which is waitTimeout, or 5 s if that is less"
                            + whoBringsIt(wait.asked.settings().source()));
        }
    }

    private static String whoBringsIt(Source source) {
        return switch (source) {
            case FRAMES -> ": a program or route has to push one to the input";
            case PORTAL -> ": the screen's user has to answer the dialog in that time";
            default -> "";
        };
    }

    private static void fill(Wait wait, ScreenWatch watch, boolean reached) {
        Message message = wait.exchange.getMessage();
        long now = System.currentTimeMillis();
        wait.body.fill(message, image(watch), wait.asked.settings(), now);
        wait.asked.name(message);
        watch.picture()
                .epoch()
                .ifPresent(epoch -> message.setHeader(PixelfluxConstants.EPOCH, epoch));
        message.setHeader(PixelfluxConstants.REACHED, reached);
    }

    private static BufferedImage image(ScreenWatch watch) {
        BufferedImage image = watch.picture().image();
        if (image == null) {
            throw new IllegalStateException("the capture has no picture");
        }
        return image;
    }

    /**
     * Lets {@link #stop} end a wait in this way.
     *
     * @return for {@link #remove}
     */
    private synchronized Runnable endingWith(Runnable end) {
        requireStarted();
        ends.add(end);
        return end;
    }

    private synchronized void requireStarted() {
        if (stopped) {
            throw new IllegalStateException("the producer was stopped");
        }
    }

    private synchronized void remove(Runnable end) {
        ends.remove(end);
    }

    /** Ends all waits, whose exchanges fail. */
    void stop() {
        Set<Runnable> left;
        synchronized (this) {
            stopped = true;
            left = Set.copyOf(ends);
        }
        left.forEach(Runnable::run);
    }
}
