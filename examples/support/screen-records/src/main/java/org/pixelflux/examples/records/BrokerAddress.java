// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/** Where a broker should be. */
record BrokerAddress(String host, int port) {

    private static final int PATIENCE_MILLIS = 2000;

    /**
     * @param brokers HOST:PORT separated by commas
     */
    static List<BrokerAddress> allOf(String brokers) {
        return Arrays.stream(brokers.split(",")).map(BrokerAddress::of).toList();
    }

    /** Whether anything takes a connection at one of these addresses. Blocks for 2 s each. */
    static boolean anyAnswers(String brokers) {
        return allOf(brokers).stream().anyMatch(BrokerAddress::answers);
    }

    private static BrokerAddress of(String address) {
        int colon = address.lastIndexOf(':');
        return new BrokerAddress(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** Whether anything there takes a connection, within 2 s. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
