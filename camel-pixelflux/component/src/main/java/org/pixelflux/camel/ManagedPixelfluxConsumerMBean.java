// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;

/** What JMX shows of a consumer beside what Camel shows of every one. */
public interface ManagedPixelfluxConsumerMBean {

    CaptureStatistics getStatistics();

    @ManagedAttribute(description = "The id by which producers address the capture")
    @Nullable String getCaptureId();

    @ManagedAttribute(
            description =
                    "The state of the capture: CLOSED, OPENING, CAPTURING, PAUSED, RECONNECTING"
                            + " or FAILED")
    String getCondition();

    @ManagedAttribute(
            description =
                    "How the open capture encodes changes, or the next one will: jpeg, h264 or"
                            + " mixed; null while the route is stopped")
    @Nullable String getMode();

    @ManagedAttribute(description = "What the open capture captures; null if none is open")
    @Nullable String getPlace();

    @ManagedAttribute(
            description =
                    "How the open capture reads pixels, such as MIT-SHM; null if none is open")
    @Nullable String getReading();

    @ManagedAttribute(
            description =
                    "What encodes for the open capture, with its version; null if none is open")
    @Nullable String getEncoder();

    @ManagedAttribute(description = "Why a capture was lost or could not be opened the last time")
    @Nullable String getLastError();

    @ManagedAttribute(description = "Frames delivered")
    default long getFrames() {
        return getStatistics().frames();
    }

    @ManagedAttribute(description = "Frames delivered in the last second")
    default int getFramesPerSecond() {
        return getStatistics().framesPerSecond();
    }

    @ManagedAttribute(description = "JPEG stripes delivered")
    default long getJpegStripes() {
        return getStatistics().stripes(Codec.JPEG);
    }

    @ManagedAttribute(description = "Bytes of the JPEG stripes delivered")
    default long getJpegBytes() {
        return getStatistics().bytes(Codec.JPEG);
    }

    @ManagedAttribute(description = "H.264 stripes delivered")
    default long getH264Stripes() {
        return getStatistics().stripes(Codec.H264);
    }

    @ManagedAttribute(description = "Bytes of the H.264 stripes delivered")
    default long getH264Bytes() {
        return getStatistics().bytes(Codec.H264);
    }

    @ManagedAttribute(description = "Rectangles of the frames delivered with mode=mixed")
    default long getMixedRectangles() {
        return getStatistics().rectangles();
    }

    @ManagedAttribute(description = "Bytes of the frames delivered with mode=mixed")
    default long getMixedBytes() {
        return getStatistics().mixedBytes();
    }

    @ManagedAttribute(
            description =
                    "Mean time from the grab of a frame to its last stripe or rectangle, in"
                            + " microseconds")
    default long getMeanEncodeMicros() {
        return getStatistics().meanEncodeMicros();
    }

    @ManagedAttribute(
            description = "Mean time from the grab of the pixels to the exchange, in microseconds")
    default long getMeanLatencyMicros() {
        return getStatistics().meanLatencyMicros();
    }

    @ManagedAttribute(
            description =
                    "Exchanges that failed in the route, whether or not it handled that itself")
    default long getFailedExchanges() {
        return getStatistics().failedExchanges();
    }

    @ManagedAttribute(
            description =
                    "Stripes and rectangles encoded, but not delivered since the capture was"
                            + " closed or paused")
    default long getDroppedStripes() {
        return getStatistics().droppedStripes();
    }

    @ManagedAttribute(
            description = "Frames at most that were not captured because the route was busy")
    default long getSkippedFrames() {
        return getStatistics().skippedFrames();
    }

    @ManagedAttribute(description = "How often a capture was lost, or could not be opened again")
    default long getLosses() {
        return getStatistics().losses();
    }

    @ManagedAttribute(description = "How often a lost capture was opened again")
    default long getReconnects() {
        return getStatistics().reconnects();
    }

    @ManagedOperation(
            description =
                    "Sends every stripe whole with the next frame, with mode=mixed the whole"
                            + " picture as a refresh")
    void requestKeyFrame();

    @ManagedOperation(description = "Captures nothing until the capture is resumed")
    void pauseCapture();

    @ManagedOperation(description = "Resumes a paused capture")
    void resumeCapture();
}
