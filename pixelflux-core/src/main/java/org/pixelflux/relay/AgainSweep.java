// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

/**
 * Where viewers begin to look for what they have coarse and ask for again: all at the same tile, so
 * that they ask for the same. What one of them asks for goes to all that take the same refresh. Any
 * thread.
 */
final class AgainSweep {

    private int start;
    private int end;

    /** The tile to begin at. */
    synchronized int start() {
        return start;
    }

    /** Somebody has asked for what is before this tile. */
    synchronized void asked(int nextTile) {
        end = nextTile;
    }

    /** A refresh has come: those who ask from now on go on behind what was asked for. */
    synchronized void served() {
        start = end;
    }
}
