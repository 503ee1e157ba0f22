// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.pixelflux.CaptureSettings;
import org.pixelflux.OptionWord;
import org.pixelflux.ScreenCapture;

/**
 * Does for each message what its operation says: takes a snapshot, or acts on a running capture of
 * the same component. A message leaves with the headers it came with; only snapshot and status
 * replace the body.
 *
 * <p>Thread-safe. A snapshot blocks while the screen is read and encoded, everything else returns
 * at once. What cannot be done is the exchange's exception: IllegalArgumentException for what the
 * message or the options ask, IllegalStateException if the capture is not running,
 * PixelfluxException for a screen that cannot be read.
 */
public class PixelfluxProducer extends DefaultProducer {

    private final PixelfluxEndpoint endpoint;

    public PixelfluxProducer(PixelfluxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        switch (operation(message)) {
            case KEY_FRAME -> capture(message).requestKeyFrame();
            case UPDATE -> capture(message).update(SettingsMessage.read(message));
            case SNAPSHOT -> takeSnapshot(message);
            case PAUSE -> capture(message).pauseCapture();
            case RESUME -> capture(message).resumeCapture();
            case STATUS -> message.setBody(CaptureStatus.of(capture(message)));
        }
    }

    private void takeSnapshot(Message message) {
        SnapshotFormat format =
                word(
                        message,
                        PixelfluxConstants.SNAPSHOT_FORMAT,
                        SnapshotFormat.class,
                        endpoint.getSnapshotFormat());
        CaptureSettings settings =
                captureId(message) == null
                        ? endpoint.getConfiguration().toSettings()
                        : capture(message).lastSettings();
        long now = System.currentTimeMillis();
        BufferedImage image = ScreenCapture.snapshot(settings);
        message.setBody(
                format == SnapshotFormat.PNG
                        ? EncodedImage.png(image)
                        : EncodedImage.jpeg(image, settings.jpegQuality()));
        message.setHeader(PixelfluxConstants.CONTENT_TYPE, format.contentType());
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, image.getWidth());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, image.getHeight());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, now);
    }

    private PixelfluxOperation operation(Message message) {
        PixelfluxOperation operation =
                word(
                        message,
                        PixelfluxConstants.OPERATION,
                        PixelfluxOperation.class,
                        endpoint.getOperation());
        if (operation == null) {
            throw new IllegalArgumentException(
                    "operation: not set, neither as option nor as header "
                            + PixelfluxConstants.OPERATION
                            + ", allowed "
                            + OptionWords.allowed(PixelfluxOperation.class));
        }
        return operation;
    }

    private PixelfluxConsumer capture(Message message) {
        return endpoint.getComponent().captures().find(captureId(message));
    }

    private String captureId(Message message) {
        return message.getHeader(
                PixelfluxConstants.CAPTURE_ID, endpoint.getCaptureId(), String.class);
    }

    /** The header, which may be the constant or its word, else the option. */
    private static <E extends Enum<E> & OptionWord> E word(
            Message message, String header, Class<E> type, E option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        return type.isInstance(value)
                ? type.cast(value)
                : OptionWords.parse(header, value.toString(), type);
    }
}
