// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.function.Consumer;

/** The way to a relay, on which stripes may get lost; it notices that as soon as one arrives. */
final class LossyWay implements Consumer<RelayStripe> {

    private final Relay relay;
    private boolean losing;
    private boolean lost;

    LossyWay(Relay relay) {
        this.relay = relay;
    }

    /** Whether stripes get lost from now on. */
    void lose(boolean losing) {
        this.losing = losing;
    }

    @Override
    public void accept(RelayStripe stripe) {
        if (losing) {
            lost = true;
            return;
        }
        if (lost) {
            lost = false;
            relay.startOver();
        }
        relay.publish(stripe);
    }
}
