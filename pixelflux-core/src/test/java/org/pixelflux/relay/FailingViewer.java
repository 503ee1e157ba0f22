// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pixelflux.support.Sneaky;

/** Throws from some message on, and again when it is told of that. */
final class FailingViewer implements Viewer {

    final List<Throwable> told = new ArrayList<>();
    int sent;
    private final Throwable fault;
    private int good;

    /**
     * @param good how many messages it takes before
     */
    FailingViewer(Throwable fault, int good) {
        this.fault = fault;
        this.good = good;
    }

    /** One of each kind that foreign code may throw. */
    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("on purpose, of a test"),
                new LinkageError("on purpose, of a test"),
                new IOException("on purpose, of a test"));
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        sent++;
        done.run();
        if (--good < 0) {
            throw Sneaky.thrown(fault);
        }
    }

    @Override
    public void failed(Throwable cause) {
        told.add(cause);
        throw Sneaky.thrown(fault);
    }
}
