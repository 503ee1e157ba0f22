// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.FreePort;

/** The route of docs/browser-route.md, with another picture, at a free port. */
class BrowserRouteTest {

    private static final String CAPTURE =
            "pixelflux:synthetic?mode=jpeg&jpegQuality=100&fps=30&syntheticPattern=noise"
                    + "&syntheticChange=100&width=640&height=480&wireHeader=1";

    private static final int STRIPE = 0x82;
    private static final int CLOSE = 0x88;

    /** More than all buffers on the way to a viewer hold. */
    private static final int MUCH = 12_000_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private URLClassLoader programs;
    private int port;

    @TempDir private Path directory;

    @BeforeEach
    void startItsRoutes() throws Exception {
        ReadmePrograms.compileTo(
                directory, Files.readString(Path.of("../../docs/browser-route.md")));
        programs = new URLClassLoader(new URL[] {directory.toUri().toURL()});
        Object routes = programs.loadClass("BrowserRoute").getDeclaredConstructor().newInstance();
        context.addRoutes((RoutesBuilder) routes);
        port = FreePort.find();
        AdviceWith.adviceWith(context, "desktop", route -> route.replaceFromWith(CAPTURE));
        String viewers =
                "undertow:ws://127.0.0.1:" + port + "/desktop?fireWebSocketChannelEvents=true";
        AdviceWith.adviceWith(context, "viewers", route -> route.replaceFromWith(viewers));
        // The others have no id, and are not what is looked at here.
        context.removeRouteDefinitions(
                context.getRouteDefinitions().stream()
                        .filter(route -> !route.hasCustomIdAssigned())
                        .toList());
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.stop();
        programs.close();
    }

    @Test
    void goesOnForOneViewerWhileAnotherTakesNothing() throws Exception {
        try (Socket stuck = connect("http://localhost:8080");
                Socket healthy = connect("http://localhost:8080")) {
            assertThat(stuck.getInputStream().read()).isEqualTo(STRIPE);

            assertThat(healthy.getInputStream().readNBytes(MUCH)).hasSize(MUCH);
        }
    }

    @Test
    void hidesTheScreenFromOtherSites() throws Exception {
        try (Socket own = connect("http://localhost:8080");
                Socket foreign = connect("http://evil.example")) {
            assertThat(own.getInputStream().read()).isEqualTo(STRIPE);
            assertThat(foreign.getInputStream().read()).isEqualTo(CLOSE);
        }
    }

    private Socket connect(String origin) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String request =
                """
                GET /desktop HTTP/1.1\r
                Host: localhost\r
                Origin: ORIGIN\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """
                        .replace("ORIGIN", origin);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        DataInputStream answer = new DataInputStream(socket.getInputStream());
        String header = "";
        while (!header.endsWith("\r\n\r\n")) {
            header += (char) answer.readByte();
        }
        assertThat(header).startsWith("HTTP/1.1 101");
        return socket;
    }
}
