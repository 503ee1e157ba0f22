// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.OutputStream;

/** A program with a broker of its own, until its standard input ends. */
final class BrokerOwner {

    private BrokerOwner() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            System.out.println(broker.address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
