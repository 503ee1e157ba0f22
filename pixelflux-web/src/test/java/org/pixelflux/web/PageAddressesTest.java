// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressesTest {

    private static final List<String> INTERFACES =
            List.of("127.0.0.1", "::1", "fe80::1", "192.0.2.7", "2001:db8::7", "198.51.100.7");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0   | 192.0.2.7 198.51.100.7 localhost",
                "::        | 192.0.2.7 [2001:db8:0:0:0:0:0:7] 198.51.100.7 localhost",
                "127.0.0.1 | localhost",
                "localhost | localhost",
                "127.0.0.2 | 127.0.0.2",
                "::1       | [0:0:0:0:0:0:0:1]",
                "192.0.2.7 | 192.0.2.7",
            })
    void areThoseThatAServerListensAt(String bind, String hosts) throws Exception {
        List<InetAddress> interfaces = new ArrayList<>();
        for (String text : INTERFACES) {
            interfaces.add(InetAddress.getByName(text));
        }

        assertThat(PageAddresses.hosts(bind, InetAddress.getByName(bind), interfaces))
                .containsExactly(hosts.split(" "));
    }

    @Test
    void haveTheNameThatWasGiven() throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.7");

        assertThat(PageAddresses.hosts("desk.example", address, List.of()))
                .containsExactly("desk.example");
    }

    @Test
    void canBeConnectedTo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
            assertThat(PageAddresses.hosts("0.0.0.0"))
                    .contains("localhost")
                    .allSatisfy(host -> new Socket(host, server.getLocalPort()).close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.host.invalid", "192.0.2.1"})
    void mustBeOfThisMachine(String bind) throws UnknownHostException {
        assertThatThrownBy(() -> PageAddresses.parse(bind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bind: '" + bind + "' is not an address of this machine");
    }
}
