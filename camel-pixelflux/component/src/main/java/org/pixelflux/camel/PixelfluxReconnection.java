// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that say how a consumer goes on after a loss. */
@UriParams
public class PixelfluxReconnection {

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether a capture that was lost, because its display went away or for"
                            + " another reason, is opened again as soon as possible. If a capture"
                            + " cannot be opened when its route starts, the start fails in any"
                            + " case.")
    private boolean reconnect = true;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "250",
            javaType = "java.time.Duration",
            description =
                    "How long to wait after a loss before the first attempt to open the capture"
                            + " again; twice as long before each following one. 1 ms to 1 hour.")
    private long reconnectDelay = 250;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description =
                    "The longest pause between two attempts to open a lost capture again, 1 ms to 1"
                            + " hour; not shorter than reconnectDelay.")
    private long reconnectMaxDelay = 1000;

    /**
     * How to go on after a loss.
     *
     * @throws IllegalArgumentException if a delay is out of its range
     */
    Reconnection reconnection() {
        OptionTimes.requireDelay("reconnectDelay", reconnectDelay);
        OptionTimes.requireDelay("reconnectMaxDelay", reconnectMaxDelay);
        return new Reconnection(
                reconnect,
                Duration.ofMillis(reconnectDelay),
                Duration.ofMillis(Math.max(reconnectDelay, reconnectMaxDelay)));
    }

    public boolean isReconnect() {
        return reconnect;
    }

    public void setReconnect(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }
}
