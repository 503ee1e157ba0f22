// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.pixelflux.examples.commandline.LocalRoutes;
import org.pixelflux.recording.ChangeIndex;
import org.pixelflux.web.AccessToken;

/** The routes: a page, and the recording and the index of changes that it shows. */
final class PlayerRoutes extends LocalRoutes {

    private static final String TYPE = "video/mp4";

    private final Path video;

    /**
     * @param video an MP4 file that a recording wrote, or writes
     * @param token what a client must show; null: nothing
     */
    PlayerRoutes(int port, Path video, AccessToken token) {
        super(
                port,
                token,
                "script-src 'self'; media-src 'self'; connect-src 'self'; style-src"
                        + " 'unsafe-inline'");
        this.video = video;
    }

    @Override
    public void configure() {
        refuseStrangers();
        String page = new String(resource("/player/index.html"), UTF_8).replace("?QUERY", query());
        serve("/", "text/html; charset=utf-8", page.getBytes(UTF_8), 1);
        serve("/player.js", "text/javascript", resource("/player/player.js"), 2);
        // Camel would read the whole recording to cache it.
        from(requests("/recording.mp4", "&useStreaming=true"))
                .routeId("video")
                .startupOrder(3)
                .streamCache("false")
                .process(this::serveVideo);
        from(requests("/recording.vtt", ""))
                .routeId("changes")
                .startupOrder(4)
                .process(this::serveChanges);
    }

    /** All of it, or the part that a browser asks for, at most so much as it takes at once. */
    private void serveVideo(Exchange exchange) throws IOException {
        String asked = exchange.getMessage().getHeader("Range", String.class);
        if (!ByteRange.isIn(asked)) {
            answer(exchange, 200, TYPE, Files.newInputStream(video)); // undertow closes it
            exchange.getMessage().setHeader("Accept-Ranges", "bytes");
            return;
        }
        try (FileChannel file = FileChannel.open(video)) {
            ByteRange range = ByteRange.of(asked, file.size());
            if (range == null) {
                answer(exchange, 416, TEXT, "The recording has no such bytes\n");
                exchange.getMessage().setHeader("Content-Range", "bytes */" + file.size());
                return;
            }
            ByteBuffer bytes = ByteBuffer.allocate(range.length());
            while (bytes.hasRemaining()
                    && file.read(bytes, range.first() + bytes.position()) >= 0) {}
            answer(exchange, 206, TYPE, bytes.array());
            exchange.getMessage().setHeader("Accept-Ranges", "bytes");
            exchange.getMessage().setHeader("Content-Range", range.contentRange(file.size()));
        }
    }

    private void serveChanges(Exchange exchange) throws IOException {
        answer(exchange, 200, "text/vtt", Files.readAllBytes(ChangeIndex.pathFor(video)));
    }
}
