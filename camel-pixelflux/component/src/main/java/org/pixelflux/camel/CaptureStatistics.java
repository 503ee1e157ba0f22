// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.MixedFrame;
import org.pixelflux.ScreenChange;
import org.pixelflux.Stripe;
import org.pixelflux.recording.Segment;

/**
 * What a consumer has delivered since it was created, over all captures that it opened. Written by
 * the thread that delivers, read by any.
 */
public final class CaptureStatistics {

    /** Of the stripes of one codec. */
    private record Volume(AtomicLong stripes, AtomicLong bytes) {}

    private final Map<Codec, Volume> volumes = new EnumMap<>(Codec.class);
    private final AtomicLong rectangles = new AtomicLong();
    private final AtomicLong mixedBytes = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong encodeNanos = new AtomicLong();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong latencyNanos = new AtomicLong();
    private final AtomicLong failedExchanges = new AtomicLong();
    private final AtomicLong droppedStripes = new AtomicLong();
    private final AtomicLong skippedFrames = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final RecentFrames recent = new RecentFrames();
    private volatile int width;
    private volatile int height;

    CaptureStatistics() {
        for (Codec codec : Codec.values()) {
            volumes.put(codec, new Volume(new AtomicLong(), new AtomicLong()));
        }
    }

    void frame(Frame frame) {
        width = frame.width();
        height = frame.height();
        frames.incrementAndGet();
        encodeNanos.addAndGet(frame.encodedNanos() - frame.captureNanos());
        recent.add(frame.encodedNanos());
    }

    void change(ScreenChange change) {
        width = change.width();
        height = change.height();
        frames.incrementAndGet();
        recent.add(change.captureNanos());
    }

    void segment(Segment segment) {
        width = segment.track().width();
        height = segment.track().height();
        Volume volume = volume(Codec.H264);
        volume.bytes().addAndGet(segment.bytes().length);
    }

    void delivered(Stripe stripe) {
        Volume volume = volume(stripe.codec());
        volume.stripes().incrementAndGet();
        volume.bytes().addAndGet(stripe.wireSize());
    }

    void delivered(MixedFrame frame) {
        rectangles.addAndGet(frame.rectangles().size());
        mixedBytes.addAndGet(frame.wireSize());
    }

    /**
     * @param latency from the grab of the pixels to the exchange
     */
    void exchange(long latency) {
        exchanges.incrementAndGet();
        latencyNanos.addAndGet(latency);
    }

    void failed() {
        failedExchanges.incrementAndGet();
    }

    void dropped() {
        droppedStripes.incrementAndGet();
    }

    /**
     * @param busyNanos how long the route took for a frame
     */
    void busy(long busyNanos, double fps) {
        skippedFrames.addAndGet((long) (busyNanos * fps / TimeUnit.SECONDS.toNanos(1)));
    }

    void lost() {
        losses.incrementAndGet();
    }

    void reconnected() {
        reconnects.incrementAndGet();
    }

    /** Frames that were delivered, in whole or in part. */
    public long frames() {
        return frames.get();
    }

    private Volume volume(Codec codec) {
        return Objects.requireNonNull(volumes.get(codec));
    }

    /** Stripes that were delivered, or whose frame was. */
    public long stripes(Codec codec) {
        return volume(codec).stripes().get();
    }

    /** Bytes of these stripes, as on the wire; with delivery=segment those of the segments. */
    public long bytes(Codec codec) {
        return volume(codec).bytes().get();
    }

    /** Rectangles of the frames that were delivered with mode=mixed. */
    public long rectangles() {
        return rectangles.get();
    }

    /** Bytes of these frames, as on the wire. */
    public long mixedBytes() {
        return mixedBytes.get();
    }

    /** Nanoseconds from the grab of the pixels to the last encoded stripe, of all frames. */
    public long encodeNanos() {
        return encodeNanos.get();
    }

    /**
     * Exchanges of stripes, frames, changes, pictures or segments; those with news of the cursor
     * are not counted.
     */
    public long exchanges() {
        return exchanges.get();
    }

    /** Nanoseconds from the grab of the pixels to the exchange, of all exchanges. */
    public long latencyNanos() {
        return latencyNanos.get();
    }

    /**
     * Microseconds from the grab of the pixels to the last encoded stripe or rectangle, 0 before a
     * frame.
     */
    public long meanEncodeMicros() {
        return meanMicros(encodeNanos(), frames());
    }

    /** Microseconds from the grab of the pixels to the exchange, 0 before one. */
    public long meanLatencyMicros() {
        return meanMicros(latencyNanos(), exchanges());
    }

    private static long meanMicros(long nanos, long count) {
        return count == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(nanos / count);
    }

    /**
     * Exchanges that failed in the route, whether or not it dealt with that itself; also those with
     * news of the cursor.
     */
    public long failedExchanges() {
        return failedExchanges.get();
    }

    /**
     * Stripes and rectangles that were encoded, and changes, but not delivered, because the capture
     * was closed or paused meanwhile.
     */
    public long droppedStripes() {
        return droppedStripes.get();
    }

    /**
     * Times for a frame that passed while the route was busy with the one before: so many frames
     * fewer were captured, at most.
     */
    public long skippedFrames() {
        return skippedFrames.get();
    }

    /** How often a capture was lost that was open, or a suspended one could not be opened again. */
    public long losses() {
        return losses.get();
    }

    /** How often frames came again after a loss. */
    public long reconnects() {
        return reconnects.get();
    }

    /** Frames of the last second. */
    public int framesPerSecond() {
        return recent.inTheSecondBefore(System.nanoTime());
    }

    /** Width of the last frame in pixels, 0 before the first. */
    public int width() {
        return width;
    }

    /** Height of the last frame in pixels, 0 before the first. */
    public int height() {
        return height;
    }
}
