// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.XvfbDisplay;

/** A context, and an X server that a test ends and starts again. */
abstract class PixelfluxDisplayTestSupport extends PixelfluxTestSupport {

    final StripeProbe probe = new StripeProbe();
    final RecordingExceptionHandler handler = new RecordingExceptionHandler();
    XvfbDisplay display;

    @BeforeEach
    void startDisplay() {
        display = XvfbDisplay.startApart(640, 480);
        context.getRegistry().bind("handler", handler);
    }

    @AfterEach
    void stopDisplay() {
        display.close();
    }

    /** The server's screen. */
    String screen() {
        return "pixelflux:screen?display=" + display.name();
    }

    /** A server of the same name, as a session manager brings it back. */
    void startAgain(int width, int height) {
        display = XvfbDisplay.start(width, height, display.name());
    }

    /** Waits until the consumer of the route named screen is in this condition. */
    void awaitCondition(String condition) {
        await().until(() -> condition.equals(consumer("screen").getCondition()));
    }

    static List<String> sockets() {
        return ProcessResources.now().descriptors().stream()
                .filter(name -> name.startsWith("socket:"))
                .toList();
    }
}
