// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * The address of a native session, and who may still use it. It must not lead back to its
 * NativeSession, or the cleaner would keep alive what it waits to see unreachable.
 */
final class SessionHandle implements Runnable {

    private long address;
    private boolean stopped;
    private boolean freeing;
    private int inside;

    SessionHandle(long address) {
        this.address = address;
    }

    /** The address; valid while the caller holds this monitor. */
    synchronized long require() {
        if (stopped) {
            throw new IllegalStateException("the capture is closed");
        }
        return address;
    }

    /** The address; valid until {@link #leave}. */
    synchronized long enter() {
        long entered = require();
        inside++;
        return entered;
    }

    synchronized void leave() {
        inside--;
        freeIfLeft();
    }

    /** The address, or 0 if stopped; valid while the caller holds the native lock. */
    synchronized long addressOrZero() {
        return stopped ? 0 : address;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            NativeCapture.stop0(address);
        }
    }

    /**
     * Frees the session, or leaves that to the thread that is still inside. The cleaner runs it at
     * most once.
     */
    @Override
    public synchronized void run() {
        stop();
        freeing = true;
        freeIfLeft();
    }

    private void freeIfLeft() {
        if (freeing && inside == 0) {
            freeing = false;
            NativeCapture.close0(address);
            address = 0;
        }
    }
}
