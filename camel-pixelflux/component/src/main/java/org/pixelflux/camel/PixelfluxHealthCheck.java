// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.util.URISupport;
import org.pixelflux.CaptureDescription;
import org.pixelflux.PixelfluxException;

/**
 * Readiness of a {@link PixelfluxConsumer}: UP while its capture is open, DOWN with the cause when
 * the capture could not be opened or was lost, UNKNOWN while stopped or suspended. It says nothing
 * about liveness: a new process would not bring the display back.
 *
 * <p>The context's repository of consumer checks reports it as {@code consumer:} and the route's
 * id. The detail {@value #RETRYABLE} says whether a new start of the route may help.
 */
public final class PixelfluxHealthCheck implements HealthCheck {

    /** Detail of a DOWN result, a Boolean: see {@link PixelfluxException#isRetryable()}. */
    public static final String RETRYABLE = "pixelflux.retryable";

    /** Detail of a DOWN result, a String: the {@link PixelfluxException.Code}, if there is one. */
    public static final String ERROR_CODE = "pixelflux.error.code";

    /**
     * Detail of each result while the route is started, a String: jpeg, h264 or mixed, of the open
     * capture or the next one.
     */
    public static final String MODE = "pixelflux.mode";

    /** Detail of an UP result, a String: what is captured, such as {@code display ':1'}. */
    public static final String PLACE = "pixelflux.place";

    /** Detail of an UP result, a String: how pixels are read, such as {@code MIT-SHM}. */
    public static final String READING = "pixelflux.reading";

    /** Detail of an UP result, a String: what encodes, with its version. */
    public static final String ENCODER = "pixelflux.encoder";

    /** Detail of a DOWN result, a Boolean: whether the consumer tries to open the capture again. */
    public static final String RECONNECTING = "pixelflux.reconnecting";

    private final PixelfluxConsumer consumer;
    private final String uri;
    private volatile boolean enabled = true;

    PixelfluxHealthCheck(PixelfluxConsumer consumer) {
        this.consumer = consumer;
        this.uri = URISupport.sanitizeUri(consumer.getEndpoint().getEndpointUri());
    }

    @Override
    public String getId() {
        return "consumer:" + consumer.getRouteId();
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        result.detail(CHECK_KIND, Kind.READINESS);
        result.detail(ENDPOINT_URI, uri);
        if (!enabled) {
            result.detail(CHECK_ENABLED, false);
            return result.message("Disabled").unknown().build();
        }
        String mode = consumer.getMode();
        if (mode != null) {
            result.detail(MODE, mode);
        }
        Throwable failure = consumer.failure();
        if (failure != null) {
            return down(result, failure).build();
        }
        if (!consumer.isCapturing()) {
            return result.message("No capture is open").unknown().build();
        }
        CaptureDescription description = consumer.description();
        if (description != null) {
            result.detail(PLACE, description.place());
            result.detail(READING, description.reading());
            result.detail(ENCODER, description.encoder());
        }
        return result.up().build();
    }

    private HealthCheckResultBuilder down(HealthCheckResultBuilder result, Throwable failure) {
        boolean retryable = false;
        if (failure instanceof PixelfluxException cause) {
            retryable = cause.isRetryable();
            result.detail(ERROR_CODE, cause.code().name());
        }
        result.detail(RETRYABLE, retryable);
        result.detail(RECONNECTING, consumer.condition() == CaptureCondition.RECONNECTING);
        return result.message("Nothing is captured from " + uri + ": " + failure.getMessage())
                .error(failure)
                .down();
    }
}
