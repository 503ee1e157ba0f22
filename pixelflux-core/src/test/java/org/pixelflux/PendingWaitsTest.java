// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingWaitsTest {

    private static final PixelBlock PICTURE =
            PixelBlock.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));

    private static final OutOfMemoryError SHORTAGE = new OutOfMemoryError("of a test");

    private final PendingWaits waits = new PendingWaits();
    private final List<ScreenWait> going = new ArrayList<>();

    /** The next one of {@link #going}. */
    private <T extends CompletableFuture<Boolean>> T add(T answer) {
        ScreenWait wait =
                new ScreenWait(ScreenCondition.changes(), PICTURE, 0, 1000 + going.size());
        going.add(wait);
        waits.add(wait, answer);
        return answer;
    }

    private CompletableFuture<Boolean> add() {
        return add(new CompletableFuture<>());
    }

    @Test
    void thoseThatAreOpenStay() {
        CompletableFuture<Boolean> first = add();
        CompletableFuture<Boolean> second = add();
        CompletableFuture<Boolean> third = add();

        waits.ask(wait -> wait == going.get(1) ? Boolean.TRUE : null);

        assertThat(second).isCompletedWithValue(true);
        assertThat(List.of(first, third)).noneMatch(CompletableFuture::isDone);
        assertThat(waits.size()).isEqualTo(2);
        assertThat(waits.dueIn(0)).hasValue(1000);
    }

    @Test
    void whereMemoryRunsOutForOneTheOthersGetTheirAnswers() {
        CompletableFuture<Boolean> before = add();
        CompletableFuture<Boolean> failing = add();
        CompletableFuture<Boolean> after = add();
        CompletableFuture<Boolean> open = add();

        waits.ask(
                wait -> {
                    if (wait == going.get(1)) {
                        throw SHORTAGE;
                    }
                    return wait == going.get(3) ? null : wait == going.get(0);
                });

        assertThat(before).isCompletedWithValue(true);
        assertThat(after).isCompletedWithValue(false);
        assertThatThrownBy(failing::join)
                .cause()
                .isInstanceOfSatisfying(
                        PixelfluxException.class,
                        e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.RESOURCES))
                .hasCause(SHORTAGE);
        assertThat(open).isNotDone();
        assertThat(waits.size()).isEqualTo(1);
    }

    /** As where there is no memory for what hangs on it. */
    private static final class Unanswerable extends CompletableFuture<Boolean> {
        @Override
        public boolean complete(Boolean value) {
            throw SHORTAGE;
        }

        @Override
        public boolean completeExceptionally(Throwable e) {
            throw SHORTAGE;
        }
    }

    @Test
    void whereOneCannotBeAnsweredTheOthersAre() {
        CompletableFuture<Boolean> before = add();
        add(new Unanswerable());
        CompletableFuture<Boolean> after = add();

        assertThatThrownBy(() -> waits.ask(wait -> true)).isSameAs(SHORTAGE);

        assertThat(List.of(before, after)).allMatch(CompletableFuture::join);
        assertThat(waits.size()).isZero();
    }

    @Test
    void allThatAreLeftFailForTheSameReason() {
        CompletableFuture<Boolean> before = add();
        add(new Unanswerable());
        CompletableFuture<Boolean> after = add();
        IllegalStateException cause = new IllegalStateException("over");

        waits.fail(cause);

        for (CompletableFuture<Boolean> left : List.of(before, after)) {
            assertThatThrownBy(left::join).hasCause(cause);
        }
        assertThat(cause).hasSuppressedException(SHORTAGE);
        assertThat(waits.size()).isZero();
    }
}
