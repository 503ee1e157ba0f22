// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.AccessToken;

/** A screen that shows a chart, and the program that serves it. */
abstract class ServedChart {

    final TestChart chart = new TestChart(1280, 720);

    /** What the screen shows. */
    final Picture drawn = chart.picture();

    XvfbDisplay display;
    X11Paint paint;
    HttpServer server;

    /**
     * @param screen that is closed with the test
     * @param still after so long a picture that stays is sent again
     * @param options of the capture, but for the display
     */
    void serve(XvfbDisplay screen, Duration still, String... options) throws Exception {
        display = screen;
        paint = new X11Paint(display.name());
        paint.image(0, 0, drawn);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--display";
        arguments[1] = display.name();
        System.arraycopy(options, 0, arguments, 2, options.length);
        server =
                new HttpServer(
                        FreePort.find(),
                        ScreenToHttp.captureUri(ScreenToHttp.commandLine().parseArgs(arguments)),
                        AccessToken.random(),
                        still);
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        paint.close();
        display.close();
    }
}
