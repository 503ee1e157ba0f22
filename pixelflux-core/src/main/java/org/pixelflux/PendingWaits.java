// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The waits of a {@link ScreenWatch} that go on, each with the future of its answer. Whatever runs
 * out of memory, no answer is lost: a wait leaves only when there is room for it among those that
 * have their answer, and one that fails takes none of the others with it. Thread-safe; answers are
 * given without a lock.
 */
final class PendingWaits {

    /** What one wait says to something that happened: its answer, or null if it is open. */
    interface Look {
        @Nullable Boolean at(ScreenWait wait);
    }

    /** A wait and who hears of its end. */
    private static final class Pending {

        private final ScreenWait going;
        private final CompletableFuture<Boolean> answer;
        private @Nullable Boolean known;
        private @Nullable Throwable failure;

        Pending(ScreenWait going, CompletableFuture<Boolean> answer) {
            this.going = going;
            this.answer = answer;
        }

        /** Asks it; returns whether it goes on. */
        boolean ask(Look look) {
            try {
                known = look.at(going);
                return known == null;
            } catch (Throwable e) {
                failure = asTyped(e);
                return false;
            }
        }

        void give() {
            if (known != null) {
                answer.complete(known);
            } else if (failure != null) {
                answer.completeExceptionally(failure);
            }
        }

        private static Throwable asTyped(Throwable failure) {
            if (!(failure instanceof OutOfMemoryError shortage)) {
                return failure;
            }
            try {
                return PixelfluxException.outOfResources(
                        "no room in Java's heap to compare the picture for a wait", shortage);
            } catch (OutOfMemoryError e) {
                return failure;
            }
        }
    }

    private final List<Pending> waits = new ArrayList<>();

    synchronized void add(ScreenWait wait, CompletableFuture<Boolean> answer) {
        waits.add(new Pending(wait, answer));
    }

    synchronized void forget(CompletableFuture<Boolean> answer) {
        waits.removeIf(pending -> pending.answer == answer);
    }

    synchronized int size() {
        return waits.size();
    }

    /** In how many nanoseconds the next one has an answer if nothing changes; empty if none is. */
    synchronized OptionalLong dueIn(long now) {
        return waits.stream().mapToLong(one -> one.going.dueIn(now)).min();
    }

    /**
     * Asks all waits, and gives the answers of those that have one, or that fail.
     *
     * @throws Error what somebody who hangs on an answer throws in spite of all; the others have
     *     got theirs
     */
    void ask(Look look) {
        giveAll(take(look));
    }

    private synchronized List<Pending> take(Look look) {
        // The only memory that is needed here, before anything has left.
        List<Pending> answered = new ArrayList<>(waits.size());
        for (int i = 0; i < waits.size(); ) {
            Pending pending = waits.get(i);
            if (pending.ask(look)) {
                i++;
            } else {
                answered.add(pending);
                waits.remove(i);
            }
        }
        return answered;
    }

    private static void giveAll(List<Pending> answered) {
        Error shortage = null;
        for (int i = 0; i < answered.size(); i++) {
            try {
                answered.get(i).give();
            } catch (Error e) {
                shortage = e;
            }
        }
        if (shortage != null) {
            throw shortage;
        }
    }

    /** Lets all that are left fail for that reason. */
    void fail(RuntimeException cause) {
        for (Pending last = removeLast(); last != null; last = removeLast()) {
            last.failure = cause;
            try {
                last.give();
            } catch (Error e) {
                cause.addSuppressed(e);
            }
        }
    }

    private synchronized @Nullable Pending removeLast() {
        return waits.isEmpty() ? null : waits.remove(waits.size() - 1);
    }
}
