// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.examples.records.ClientProperties;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.web.ViewerAccess;
import picocli.CommandLine;

class KafkaToBrowserTest {

    private final CommandLine commandLine = KafkaToBrowser.commandLine();

    @Test
    void showsAllScreensOfTheUsualTopicByDefault() {
        assertThat(
                        GatewayArguments.of(
                                commandLine.parseArgs(
                                        "--brokers", "one:9092,two:9092", "--no-token")))
                .isEqualTo(
                        new GatewayArguments(
                                new ScreenTopics("one:9092,two:9092", "stripes"),
                                null,
                                ViewerAccess.LOCAL));
        assertThat(commandLine.getUsageMessage()).contains("Default: 9003");
    }

    @Test
    void tellsItsClientsWhatItIsTold() {
        GatewayArguments arguments =
                GatewayArguments.of(
                        commandLine.parseArgs(
                                "--brokers",
                                "one:9092",
                                "--kafka-property",
                                "security.protocol=SSL"));

        assertThat(arguments.topics().told())
                .isEqualTo(ClientProperties.of(null, List.of("security.protocol=SSL")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 1 | Missing required option",
                "--brokers here | brokers: 'here' is out of range, allowed HOST:PORT",
                "--brokers a:1 --topic a/b | topic: 'a/b' is out of range, allowed 1 to 239",
                "--brokers a:1 --topic .. | topic: '..' is out of range, allowed 1 to 239",
                "--brokers a:1 --kafka-property x | kafka-property: one is not of the form NAME",
                "--brokers a:1 --kafka-config /no | kafka-config: cannot read /no",
                "--brokers a:1 --port 0 | port: 0 is out of range, allowed 1..65535",
                "--brokers a:1 --bind 0.0.0.0 --no-token | bind: 0.0.0.0 can be reached from other machines",
                "--brokers a:1 --token short | token: must be 16 to 128 letters",
                "--brokers a:1 --nonsense | --nonsense",
            })
    void namesABadOption(String arguments, String message) {
        StringWriter errors = new StringWriter();
        commandLine.setErr(new PrintWriter(errors, true));

        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).startsWith("kafka-to-browser: ").contains(message);
    }
}
