// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayTest {
    @TempDir Path session;

    @Test
    void aCompositorThatTakesInNobodyHoldsUpNoList() throws IOException {
        Path socket = session.resolve("wayland-0");
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel compositor =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            compositor.bind(UnixDomainSocketAddress.of(socket), 1);
            assertThat(Display.allWayland(session))
                    .containsExactly(Display.wayland(socket.toString()));
            while (joins(socket, waiting)) {
                assertThat(waiting).hasSizeLessThan(100);
            }
            assertThat(Display.allWayland(session)).isEmpty();
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    /** Whether one more finds a place in the queue of this socket, which it keeps. */
    private static boolean joins(Path socket, List<SocketChannel> waiting) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        waiting.add(channel);
        channel.configureBlocking(false);
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException full) {
            return false;
        }
    }
}
