// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.HealthCheckComponent;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameReader;
import org.pixelflux.OptionWord;
import org.pixelflux.recording.SegmentFormat;

/** Creates endpoints of the scheme {@code pixelflux}, whose options begin as its own. */
@Component("pixelflux")
public class PixelfluxComponent extends HealthCheckComponent {

    /** The core says what has taken its place, where Camel would only call it unknown. */
    private static final String FORMER_WIRE_HEADER = "omitStripeHeaders";

    private static final String FORMER_PICTURE_FORMAT = "snapshotFormat";

    @Metadata(description = "The options that every endpoint of this component begins with.")
    private PixelfluxConfiguration configuration = new PixelfluxConfiguration();

    private static final List<String> TIMES =
            List.of(
                    "minInterval",
                    "settle",
                    "maxWait",
                    "segmentDuration",
                    "waitTimeout",
                    "waitStill");

    private final Captures captures = new Captures();
    private Function<CaptureSettings, FrameReader> opener = FrameReader::open;

    public PixelfluxComponent() {}

    public PixelfluxComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        PixelfluxConfiguration options = configuration.copy();
        options.setSource(CaptureOption.SOURCE.parse(remaining));
        readTexts(parameters);
        if (parameters.containsKey(FORMER_WIRE_HEADER)) {
            CaptureOption.named(FORMER_WIRE_HEADER);
        }
        if (parameters.containsKey(FORMER_PICTURE_FORMAT)) {
            throw new IllegalArgumentException(
                    "unknown option '"
                            + FORMER_PICTURE_FORMAT
                            + "': pictureFormat has taken its place, with png, jpeg, webp and raw");
        }
        PixelfluxEndpoint endpoint = new PixelfluxEndpoint(uri, this, options);
        setProperties(endpoint, parameters);
        endpoint.requireRanges();
        return endpoint;
    }

    /**
     * If Camel cannot convert a text, its message names neither the option nor what is allowed. So
     * the option reads each text first.
     */
    private static void readTexts(Map<String, Object> parameters) {
        for (CaptureOption<?> option : CaptureOption.all()) {
            read(parameters, option.name(), option::parse);
        }
        readWord(parameters, "delivery", Delivery.class);
        readWord(parameters, "operation", PixelfluxOperation.class);
        readWord(parameters, "pictureFormat", PictureBody.class);
        readWord(parameters, "segmentFormat", SegmentFormat.class);
        readWord(parameters, "waitFor", WaitFor.class);
        for (String time : TIMES) {
            read(parameters, time, text -> OptionTimes.parseTime(time, text));
        }
        for (String delay : List.of("reconnectDelay", "reconnectMaxDelay")) {
            read(parameters, delay, text -> OptionTimes.parseDelay(delay, text));
        }
        if (parameters.get("captureId") instanceof String id && id.isBlank()) {
            throw new IllegalArgumentException(
                    "captureId: '' is not an id; omit the option or give one");
        }
    }

    private static <E extends Enum<E> & OptionWord> void readWord(
            Map<String, Object> parameters, String option, Class<E> type) {
        read(parameters, option, text -> OptionWords.parse(option, text, type));
    }

    /** Leaves a reference into the registry to Camel. */
    private static void read(
            Map<String, Object> parameters, String option, Function<String, ?> reader) {
        if (parameters.get(option) instanceof String text
                && !EndpointHelper.isReferenceParameter(text)) {
            parameters.put(option, reader.apply(text));
        }
    }

    /** The started consumers, which producers address. */
    Captures captures() {
        return captures;
    }

    /** How consumers open captures. */
    Function<CaptureSettings, FrameReader> opener() {
        return opener;
    }

    /** For tests, which let an opening hang or fail. */
    void opener(Function<CaptureSettings, FrameReader> other) {
        this.opener = other;
    }

    public PixelfluxConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that every endpoint of this component begins with. */
    public void setConfiguration(PixelfluxConfiguration configuration) {
        this.configuration = configuration;
    }
}
