// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PictureFormat;
import org.pixelflux.ScreenCapture;
import org.pixelflux.camel.ControlHeaders.Control;

/**
 * Does for each message what its operation says: takes a snapshot, or acts on a running capture of
 * the same component. Only snapshot and status replace the body. Headers of a message choose the
 * operation only with allowControlHeaders=true, and are taken off the message afterwards.
 *
 * <p>Thread-safe. A snapshot blocks while the screen is read and encoded, everything else returns
 * at once. A failure is the exchange's exception: IllegalArgumentException for what the message or
 * the options ask, IllegalStateException if the capture is not running, PixelfluxException for a
 * screen that cannot be read.
 */
public class PixelfluxProducer extends DefaultProducer {

    private final PixelfluxEndpoint endpoint;
    private final ControlHeaders controls;

    public PixelfluxProducer(PixelfluxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.controls = new ControlHeaders(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Control control = controls.read(message);
        switch (control.operation()) {
            case KEY_FRAME -> capture(control).requestKeyFrame();
            case UPDATE ->
                    capture(control).update(SettingsMessage.read(message, control.settings()));
            case SNAPSHOT -> takeSnapshot(message, control);
            case PAUSE -> capture(control).pauseCapture();
            case RESUME -> capture(control).resumeCapture();
            case STATUS -> message.setBody(CaptureStatus.of(capture(control)));
        }
        // Not before: a redelivery after a failure needs them.
        controls.consume(message);
    }

    private void takeSnapshot(Message message, Control control) {
        endpoint.requireOptionsOfSnapshots();
        PictureFormat format = control.pictureFormat().format();
        CaptureSettings settings =
                control.captureId() == null
                        ? endpoint.getConfiguration().toSettings()
                        : capture(control).lastSettings();
        long now = System.currentTimeMillis();
        BufferedImage image = ScreenCapture.snapshot(settings);
        if (format == null) {
            message.setBody(image);
            message.removeHeader(PixelfluxConstants.CONTENT_TYPE);
        } else {
            message.setBody(format.encode(image, settings));
            message.setHeader(PixelfluxConstants.CONTENT_TYPE, format.contentType());
        }
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, image.getWidth());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, image.getHeight());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, now);
    }

    private PixelfluxConsumer capture(Control control) {
        return endpoint.getComponent().captures().find(control.captureId());
    }
}
