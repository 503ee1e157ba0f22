// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.SyntheticPicture;

/** Waits on the synthetic source, whose every pixel is known. */
class ScreenWatchTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static CaptureSettings.Builder synthetic(double change) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(320)
                .height(240)
                .fps(240)
                .syntheticChange(change);
    }

    private static boolean answer(CompletableFuture<Boolean> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Test
    void movingScreenChangesWhereItMovesAndIsStillElsewhere() throws Exception {
        PictureArea moving = new PictureArea(0, 100, 320, 40);
        PictureArea above = new PictureArea(0, 0, 320, 40);
        try (ScreenWatch watch = ScreenWatch.open(synthetic(50).build())) {
            ScreenCondition still = ScreenCondition.isStill(Duration.ofMillis(100));
            assertThat(answer(watch.until(ScreenCondition.changes().within(moving), LONG)))
                    .isTrue();
            CompletableFuture<Boolean> settled = watch.until(still.within(above), LONG);
            CompletableFuture<Boolean> never = watch.until(still.within(moving), SHORT);
            assertThat(answer(settled)).isTrue();
            assertThat(answer(never)).isFalse();
            assertThat(answer(watch.until(ScreenCondition.changes().within(above), SHORT)))
                    .isFalse();
        }
    }

    @Test
    void findsThePictureOfAFrameThatIsToCome() throws Exception {
        BufferedImage before = synthetic(50, 0);
        BufferedImage wanted = synthetic(50, 1);
        CaptureSettings settings =
                CaptureSettings.builder().source(Source.FRAMES).input("to come").build();
        try (FrameInput input = FrameInput.open("to come")) {
            input.push(before);
            try (ScreenWatch watch = ScreenWatch.open(settings)) {
                CompletableFuture<Boolean> found =
                        watch.until(ScreenCondition.looksLike(wanted), LONG);
                assertThat(found).isNotDone();
                input.push(wanted);
                assertThat(answer(found)).isTrue();
                CompletableFuture<Boolean> gone =
                        watch.until(ScreenCondition.differsFrom(wanted), LONG);
                assertThat(gone).isNotDone();
                input.push(before);
                assertThat(answer(gone)).isTrue();
            }
        }
    }

    /** A picture of the synthetic source. */
    private static BufferedImage synthetic(double change, int frame) {
        return new SyntheticPicture(synthetic(change).build()).at(frame).image();
    }

    @Test
    void whatIsThereAlreadyNeedsNoChangeAndNoTime() {
        try (ScreenWatch watch = ScreenWatch.open(synthetic(0).build())) {
            BufferedImage now = watch.picture().image();
            assertThat(watch.until(ScreenCondition.looksLike(now), Duration.ZERO))
                    .isCompletedWithValue(true);
            assertThat(watch.until(ScreenCondition.differsFrom(now), Duration.ZERO))
                    .isCompletedWithValue(false);
        }
    }

    @Test
    void closeEndsWaitsThatAreLeft() throws Exception {
        ScreenWatch watch = ScreenWatch.open(synthetic(0).build());
        CompletableFuture<Boolean> waiting = watch.until(ScreenCondition.changes(), LONG);
        CompletableFuture<Boolean> forEver =
                watch.until(ScreenCondition.changes(), Duration.ofDays(1_000_000));
        watch.close();
        watch.close();
        for (CompletableFuture<Boolean> left : List.of(waiting, forEver)) {
            assertThatThrownBy(() -> answer(left))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("the watch was closed");
        }
        assertThatThrownBy(() -> watch.until(ScreenCondition.changes(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the watch is over: the watch was closed");
    }

    @Test
    void whoHangsOnOneFutureMayCloseTheWatchAndWaitAnew() throws Exception {
        ScreenWatch watch = ScreenWatch.open(synthetic(50).build());
        CompletableFuture<Boolean> chain =
                watch.until(ScreenCondition.changes(), LONG)
                        .thenCompose(first -> watch.until(ScreenCondition.changes(), LONG))
                        .whenComplete((changed, failure) -> watch.close());
        assertThat(answer(chain)).isTrue();
    }

    @Test
    void cancelledWaitIsForgotten() throws Exception {
        try (ScreenWatch watch = ScreenWatch.open(synthetic(0).build())) {
            CompletableFuture<Boolean> cancelled = watch.until(ScreenCondition.changes(), LONG);
            cancelled.cancel(false);
            assertThat(watch.waits()).isZero();
            assertThat(answer(watch.until(ScreenCondition.isStill(SHORT), LONG))).isTrue();
            assertThat(watch.waits()).isZero();
        }
    }

    /** Takes frames until the reader is closed, as a program beside the watch does. */
    private static Thread takeAll(FrameReader reader) {
        return new Thread(
                () -> {
                    while (reader.next() != null) {
                        // What it shows is for others.
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void looksAtACaptureThatRunsAndLeavesItAsItIs(CaptureMode mode) throws Exception {
        BufferedImage before = synthetic(50, 0);
        BufferedImage wanted = synthetic(50, 1);
        CaptureSettings settings =
                CaptureSettings.builder().source(Source.FRAMES).input("watched").mode(mode).build();
        try (FrameInput input = FrameInput.open("watched")) {
            input.push(before);
            FrameReader reader = FrameReader.open(settings);
            Thread taking = takeAll(reader);
            try (reader) {
                reader.next();
                try (ScreenWatch watch = ScreenWatch.of(reader)) {
                    CompletableFuture<Boolean> found =
                            watch.until(ScreenCondition.looksLike(wanted), LONG);
                    input.push(wanted);
                    assertThat(found).as("before somebody takes a frame").isNotDone();
                    taking.start();
                    assertThat(answer(found)).isTrue();
                    CompletableFuture<Boolean> changed =
                            watch.until(ScreenCondition.changes(), LONG);
                    input.push(before);
                    assertThat(answer(changed)).isTrue();
                }
                assertThat(reader.isRunning()).isTrue();
            }
            taking.join();
        }
    }

    @Test
    void looksAtACaptureOfChangesWithoutTakingItsChangesAway() throws Exception {
        try (ChangeReader reader = ChangeReader.open(synthetic(50).build())) {
            reader.next();
            reader.picture().changes();
            try (ScreenWatch watch = ScreenWatch.of(reader)) {
                CompletableFuture<Boolean> changed = watch.until(ScreenCondition.changes(), LONG);
                reader.next();
                assertThat(answer(changed)).isTrue();
            }
            assertThat(reader.picture().changes().areas()).isNotEmpty();
        }
    }

    @Test
    void theEndOfTheCaptureEndsTheWaits() {
        FrameReader reader = FrameReader.open(synthetic(0).build());
        reader.next();
        try (ScreenWatch watch = ScreenWatch.of(reader)) {
            CompletableFuture<Boolean> changed = watch.until(ScreenCondition.changes(), LONG);
            reader.close();
            assertThatThrownBy(() -> answer(changed))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aCaptureWithoutAPictureIsRefused() {
        FrameReader reader = FrameReader.open(synthetic(0).build());
        assertThatThrownBy(() -> ScreenWatch.of(reader))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the capture has no picture yet: take its first frame");
        reader.close();
        assertThatThrownBy(() -> ScreenWatch.of(reader))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the capture is closed");
    }

    @Test
    void anAreaBesideThePictureIsRefused() {
        PictureArea beside = new PictureArea(320, 0, 40, 40);
        try (ScreenWatch watch = ScreenWatch.open(synthetic(50).build())) {
            assertThatThrownBy(() -> watch.until(ScreenCondition.changes().within(beside), LONG))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "area: 40x40 at 320,0 has no pixel of the picture of 320x240; choose"
                                    + " one within it");
            assertThat(watch.waits()).isZero();
        }
    }

    @Test
    void timesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> ScreenCondition.isStill(Duration.ofMillis(-1)))
                .hasMessage("time: PT-0.001S is out of range, allowed 0 to 24 hours");
    }
}
