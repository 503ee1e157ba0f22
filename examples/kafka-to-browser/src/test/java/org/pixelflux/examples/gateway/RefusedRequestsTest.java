// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.LoggedErrors;

class RefusedRequestsTest {

    private static final Exception REFUSAL =
            new TopicAuthorizationException(Set.of("stripes-control"));

    private final RefusedRequests requests = new RefusedRequests("stripes-control");

    @Test
    void areToldOnceUntilOneIsTaken() {
        try (LoggedErrors log = new LoggedErrors()) {
            requests.answered(null);
            requests.answered(new TimeoutException("the broker is away"));
            assertThat(log.lines("takes no request")).isZero();
            requests.answered(REFUSAL);
            requests.answered(REFUSAL);
            assertThat(log.lines("the topic stripes-control takes no request")).isEqualTo(1);
            assertThat(log.lines("TopicAuthorizationException")).isEqualTo(1);
            assertThat(log.lines("let this program write to it")).isEqualTo(1);

            requests.answered(null);
            requests.answered(REFUSAL);
            assertThat(log.lines("the topic stripes-control takes no request")).isEqualTo(2);
        }
    }
}
