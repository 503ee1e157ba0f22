// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortTest {

    /** As it does to a connection, which cannot ask for a port. */
    @Test
    void theKernelTakesItForOneInUse() throws Exception {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            assertThatThrownBy(() -> other.bind(address)).isInstanceOf(BindException.class);
        }
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void aServerListensThereAndAgainAfterItsEnd(String address) throws Exception {
        int port = FreePort.find();
        for (int start = 0; start < 2; start++) {
            try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName(address));
                    Socket client = new Socket("127.0.0.1", port)) {
                assertThat(client.getPort()).isEqualTo(port);
                server.accept().close();
            }
        }
    }
}
