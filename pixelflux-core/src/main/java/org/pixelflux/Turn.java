// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One thread at a time has it; others wait for it, as long as they want to. Any thread. */
final class Turn {

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Waits for it, at most for so long. An interrupt is kept for later.
     *
     * @param timeoutNanos negative: for ever
     * @return false if another thread kept it so long
     */
    boolean take(long timeoutNanos) {
        if (timeoutNanos < 0) {
            lock.lock();
            return true;
        }
        boolean interrupted = false;
        long start = System.nanoTime();
        try {
            while (true) {
                try {
                    return lock.tryLock(left(timeoutNanos, start), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is left of a timeout that began then; a negative one stays. */
    static long left(long timeoutNanos, long start) {
        return timeoutNanos < 0
                ? timeoutNanos
                : Math.max(0, timeoutNanos - (System.nanoTime() - start));
    }

    /** Lets the next thread have it. */
    void end() {
        lock.unlock();
    }

    /** Whether the caller has it. */
    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    /** Whether a thread has it. */
    boolean isTaken() {
        return lock.isLocked();
    }

    /** How many threads wait for it. */
    int waiting() {
        return lock.getQueueLength();
    }
}
