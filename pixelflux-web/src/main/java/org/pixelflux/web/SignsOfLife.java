// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

/**
 * Says whether a viewer is still at the other end of a connection: one that answers a ping, or
 * takes more than the buffers on the way could hold, is there, however slow it is. This counts
 * looks and not time, because after a pause of this process, however long, answers wait to be read.
 * One thread at a time.
 */
final class SignsOfLife {

    /** Nobody is there after so many looks in a row without a sign. */
    static final int SILENT_LOOKS = 3;

    /**
     * What can be taken without anybody there: twice of {@link BoundedUndertow#SEND_BUFFER}, which
     * the kernel doubles.
     */
    static final long MOST_BUFFERED = 4L * BoundedUndertow.SEND_BUFFER;

    private int silentLooks;
    private long takenAtSign;

    /** A ping was answered. */
    void answered() {
        silentLooks = 0;
    }

    /**
     * Looks once more.
     *
     * @param taken bytes that the connection has taken since it was opened
     * @return whether nobody is there any more
     */
    boolean areMissing(long taken) {
        if (silentLooks == 0 || taken - takenAtSign > MOST_BUFFERED) {
            silentLooks = 0;
            takenAtSign = taken;
        }
        if (silentLooks == SILENT_LOOKS) {
            return true;
        }
        silentLooks++;
        return false;
    }
}
