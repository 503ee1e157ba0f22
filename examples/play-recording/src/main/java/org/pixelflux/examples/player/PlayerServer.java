// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import java.nio.file.Path;
import org.pixelflux.examples.commandline.LocalServer;
import org.pixelflux.web.AccessToken;

/** A page that plays a recording. */
final class PlayerServer extends LocalServer<PlayerRoutes> {

    /**
     * @param port where to serve, on the loopback interface only
     * @param video an MP4 file that a recording wrote, or writes
     * @param token what a client must show; null: nothing
     */
    PlayerServer(int port, Path video, AccessToken token) {
        super(
                "play-recording",
                "The recording is at",
                program -> new PlayerRoutes(port, video, token));
    }
}
