// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.Stripe;
import org.pixelflux.camel.Delivery;
import org.pixelflux.camel.PixelfluxEndpoint;
import org.pixelflux.camel.builder.dsl.PixelfluxEndpointBuilderFactory.PixelfluxBuilders;

@Tag("camel-versions")
class EndpointDslTest extends CamelTestSupport {

    /** As a user writes it. */
    private static final class Desktop extends EndpointRouteBuilder implements PixelfluxBuilders {
        @Override
        public void configure() {
            from(pixelflux("synthetic")
                            .width(320)
                            .height(200)
                            .delivery("frame")
                            .advanced()
                            .syntheticChange(0))
                    .to(mock("frames"));
            from(direct("key")).to(pixelflux("synthetic").operation("keyFrame"));
        }
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Desktop();
    }

    @Test
    void buildsEndpointsThatWork() {
        MockEndpoint frames = getMockEndpoint("mock:frames");
        // A key frame that is asked for before the first frame is that frame.
        await().atMost(Duration.ofMinutes(1)).until(() -> frames.getReceivedCounter() == 1);

        template.sendBody("direct:key", null);

        await().atMost(Duration.ofMinutes(1)).until(() -> frames.getReceivedCounter() == 2);
        List<?> stripes = frames.getExchanges().get(0).getMessage().getBody(List.class);
        assertThat(stripes).isNotEmpty().allMatch(Stripe.class::isInstance);
    }

    @Test
    void setsTheOptions() {
        assertThat(context.getEndpoints())
                .filteredOn(PixelfluxEndpoint.class::isInstance)
                .map(PixelfluxEndpoint.class::cast)
                .anySatisfy(
                        endpoint -> {
                            assertThat(endpoint.getDelivery()).isEqualTo(Delivery.FRAME);
                            assertThat(endpoint.getConfiguration().getWidth()).isEqualTo(320);
                        });
    }
}
