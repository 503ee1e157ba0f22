// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
import org.pixelflux.examples.records.ClientProperties;
import picocli.CommandLine;

class ScreenToKafkaTest {

    private final CommandLine commandLine = ScreenToKafka.commandLine();

    @Test
    void sendsToABrokerOfItsOwnForEverByDefault() {
        KafkaArguments arguments = arguments("--session", "me");

        assertThat(arguments)
                .isEqualTo(new KafkaArguments(null, "stripes", "me", ClientProperties.NONE, 0));
    }

    @Test
    void capturesInModeMixedByDefault() {
        assertThat(commandLine.getUsageMessage().replaceAll("\\s+", " "))
                .contains("Allowed: jpeg, h264, mixed. Default: mixed.");
    }

    @Test
    void readsWhereTheRecordsGo() {
        KafkaArguments arguments =
                arguments(
                        "--brokers",
                        "one:9092,127.0.0.1:19092",
                        "--topic",
                        "desk.1_a-b",
                        "--session",
                        "me",
                        "--kafka-property",
                        "security.protocol=SSL",
                        "--kafka-property=client.id=a b",
                        "--seconds",
                        "7");

        assertThat(arguments)
                .isEqualTo(
                        new KafkaArguments(
                                "one:9092,127.0.0.1:19092",
                                "desk.1_a-b",
                                "me",
                                ClientProperties.of(
                                        null, List.of("security.protocol=SSL", "client.id=a b")),
                                7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--jpegQuality 101 | jpegQuality: 101 is out of range, allowed 1..100",
                "--wireHeader none | wireHeader: none is not possible here, allowed 1",
                "--mode film | mode: 'film' is out of range, allowed jpeg, h264, mixed",
                "--brokers here | brokers: 'here' is out of range, allowed HOST:PORT",
                "--brokers a:1,b | brokers: 'a:1,b' is out of range, allowed HOST:PORT",
                "--brokers a:1?x=y | brokers: 'a:1?x=y' is out of range, allowed HOST:PORT",
                "--topic a/b | topic: 'a/b' is out of range, allowed 1 to 239 of letters",
                "--topic .. | topic: '..' is out of range, allowed 1 to 239 of letters",
                "--kafka-property client.id=x | kafka-property, kafka-config: not possible without",
                "--brokers a:1 --kafka-property x | kafka-property: one is not of the form NAME",
                "--brokers a:1 --kafka-config /no | kafka-config: cannot read /no",
                "--brokers a:1 --kafka-property a=b password=c | Unknown: a word without an option",
                "--seconds 0 | seconds: 0 is out of range, allowed 1..1000000000",
                "--seconds soon | --seconds",
                "--nonsense | --nonsense",
            })
    void namesABadOption(String arguments, String message) {
        StringWriter errors = new StringWriter();

        int code = commandLine.setErr(new PrintWriter(errors)).execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("screen-to-kafka: ")
                .contains(message)
                .contains("--help")
                .hasLineCount(1);
    }

    @Test
    void explainsEveryOption() {
        String help = commandLine.getUsageMessage();

        assertThat(CaptureOption.all())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains("--" + option.name()));
        assertThat(help).contains("--brokers", "--topic", "--session", "--seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {":7", ":7.1"})
    void namesADisplayOfThisMachineAfterIt(String display) {
        assertThat(Session.nameOf(CaptureSettings.builder().display(display).build()))
                .endsWith(display)
                .doesNotStartWith(":");
    }

    @Test
    void namesADisplayElsewhereAsItIs() {
        assertThat(Session.nameOf(CaptureSettings.builder().display("far:7").build()))
                .isEqualTo("far:7");
    }

    private KafkaArguments arguments(String... arguments) {
        return KafkaArguments.of(
                commandLine.parseArgs(arguments), CaptureSettings.builder().build());
    }
}
