// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import org.pixelflux.Codec;
import org.pixelflux.picture.Drawn;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;

/** Does what a page does, on a thread of its own, and only as fast as the test allows. */
final class DecodingViewer implements Viewer, AutoCloseable {

    /** More than a test has messages. */
    private static final int ANY = 1 << 29;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Semaphore permits;
    private final Map<Integer, H264Decoder> decoders = new HashMap<>();
    private final MixedReader mixed = new MixedReader();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private Picture picture = new Picture(0, 0);

    private DecodingViewer(int permits) {
        this.permits = new Semaphore(permits);
    }

    static DecodingViewer normal() {
        return new DecodingViewer(ANY);
    }

    /** Takes nothing until it may. */
    static DecodingViewer waiting() {
        return new DecodingViewer(0);
    }

    /** Lets it take so many messages more. */
    void allow(int messages) {
        permits.release(messages);
    }

    void allowAll() {
        allow(ANY);
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        thread.execute(
                () -> {
                    try {
                        permits.acquire();
                        if (message instanceof RelayStripe stripe) {
                            draw(stripe);
                        } else if (message instanceof RelayFrame frame) {
                            draw(frame);
                        }
                        done.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Throwable e) {
                        failure.completeExceptionally(e);
                    }
                });
    }

    private synchronized void draw(RelayStripe stripe) {
        if (picture.width() != stripe.frameWidth() || picture.height() != stripe.frameHeight()) {
            picture = new Picture(stripe.frameWidth(), stripe.frameHeight());
        }
        Picture decoded = decode(stripe);
        picture.draw(decoded, 0, stripe.y(), stripe.frameWidth(), stripe.height());
    }

    private synchronized void draw(RelayFrame frame) {
        Drawn drawn = mixed.draw(frame.mixed());
        if (drawn != Drawn.WHOLE && drawn != Drawn.PART) {
            throw new AssertionError(drawn + " of " + frame);
        }
        picture = mixed.picture();
    }

    private Picture decode(RelayStripe stripe) {
        byte[] bytes = stripe.wireBytes();
        if (stripe.codec() == Codec.H264) {
            return decoders.computeIfAbsent(stripe.y(), y -> new H264Decoder())
                    .decode(Arrays.copyOfRange(bytes, 10, bytes.length));
        }
        try {
            return Picture.of(ImageIO.read(new ByteArrayInputStream(bytes, 6, bytes.length - 6)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much the worst band of the picture differs; throws what went wrong meanwhile. */
    synchronized double worstLumaPsnr(Picture screen, int rows) {
        failure.getNow(null);
        return picture.width() == screen.width() && picture.height() == screen.height()
                ? picture.worstLumaPsnr(screen, rows)
                : 0;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        decoders.values().forEach(H264Decoder::close);
        mixed.close();
    }
}
