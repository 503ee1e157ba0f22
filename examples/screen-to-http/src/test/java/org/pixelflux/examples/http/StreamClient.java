// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that reads as much of the stream as it is told to, and nothing by itself. */
final class StreamClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream answer;

    StreamClient(int port) throws IOException {
        this(port, "localhost:" + port);
    }

    /** One that calls the server by some name. */
    StreamClient(int port, String host) throws IOException {
        // Nothing of the stream waits here, so that a client that does not read is felt early.
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        String request =
                String.format(Locale.ROOT, "GET /stream.mjpeg HTTP/1.1\r\nHost: %s\r\n\r\n", host);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        answer = socket.getInputStream();
    }

    /** The first line of the answer. */
    String status() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = answer.read(); c >= 0 && c != '\r'; c = answer.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Reads so many bytes; fewer only at the end. */
    int read(int bytes) throws IOException {
        return answer.readNBytes(bytes).length;
    }

    /** Reads to the end, which must come, and gives the last bytes. */
    String ending() throws IOException {
        byte[] rest = answer.readAllBytes();
        int from = Math.max(0, rest.length - 16);
        return new String(rest, from, rest.length - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
