// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.PixelfluxConstants;

class StripeHeadersTest {

    private final Message message = new DefaultExchange(new DefaultCamelContext()).getMessage();

    @Test
    void areThoseOfTheReadme() throws Exception {
        process();

        Set<String> headers =
                message.getHeaders().keySet().stream()
                        .filter(name -> name.startsWith("pixelflux-"))
                        .collect(Collectors.toSet());
        assertThat(headers).isEqualTo(documented());
    }

    @Test
    void areText() {
        message.setHeader(PixelfluxConstants.FRAME_ID, 1L << 40);
        message.setHeader(PixelfluxConstants.KEY_FRAME, true);

        process();

        assertThat(message.getHeaders())
                .containsEntry(StripeHeaders.FRAME_ID, "1099511627776")
                .containsEntry(StripeHeaders.KEY_FRAME, "true");
    }

    @Test
    void setKeyAndTimestampOfTheRecord() {
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, 1795557305332L);

        process();

        assertThat(message.getHeaders())
                .containsEntry(KafkaConstants.KEY, "me")
                .containsEntry(KafkaConstants.OVERRIDE_TIMESTAMP, 1795557305332L);
    }

    private void process() {
        new StripeHeaders("me", 0).process(message.getExchange());
    }

    /** The names in the first column of the README's tables. */
    private static Set<String> documented() throws Exception {
        return Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `pixelflux-"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("pixelflux-[a-z-]+").matcher(cell).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
