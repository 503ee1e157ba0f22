// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.XvfbDisplay;

/** The program from its script on. */
class RunScriptIT {

    @TempDir private Path elsewhere;

    @Test
    void sendsToABrokerOfItsOwnAndLeavesNothingAfterCtrlC() throws Exception {
        leavesNothing(true);
    }

    @Tag("nightly")
    @Test
    void leavesNothingWhenItIsTerminated() throws Exception {
        leavesNothing(false);
    }

    private void leavesNothing(boolean byCtrlC) throws Exception {
        try (KafkaProgram program = new KafkaProgram(elsewhere, "--source", "synthetic")) {
            String address = ownBroker(program);
            assertThat(program.line())
                    .isEqualTo(
                            "The screen goes to the topic stripes of "
                                    + address
                                    + " (Ctrl-C ends it)");
            ProcessHandle broker = program.broker();
            Path data = KafkaProgram.directoryOf(broker);
            assertThat(data).isNotEmptyDirectory();
            try (MixedTopic live = new MixedTopic(address, "stripes")) {
                assertThat(live.await(frame -> frame.frameId() == 3).isMixed()).isTrue();
            }
            assertThat(program.isAlive()).isTrue();

            if (byCtrlC) {
                program.interrupt();
            } else {
                program.terminate();
            }

            assertThat(program.awaitEnd()).isEqualTo(128 + (byCtrlC ? 2 : 15));
            assertThat(broker.isAlive()).isFalse();
            assertThat(data).doesNotExist();
            assertThat(program.lines()).isEmpty();
            assertTellsOnlyLostFrames(program);
        }
    }

    @Test
    void endsAfterTheSecondsThatItIsGiven() throws Exception {
        try (KafkaProgram program =
                new KafkaProgram(elsewhere, "--source", "synthetic", "--seconds", "1")) {
            ownBroker(program);
            ProcessHandle broker = program.broker();
            Path data = KafkaProgram.directoryOf(broker);

            assertThat(program.awaitEnd()).isZero();

            assertThat(broker.isAlive()).isFalse();
            assertThat(data).doesNotExist();
            assertTellsOnlyLostFrames(program);
        }
    }

    /** Twice, since the topic is there the second time. */
    @Test
    void sendsToTheBrokerThatItIsGiven() throws Exception {
        try (LocalBroker broker = LocalBroker.start();
                MixedTopic live = new MixedTopic(broker.address(), "desk.1")) {
            String[] words =
                    ("--source synthetic --topic desk.1 --session me --brokers "
                                    + broker.address()
                                    + " --kafka-property delivery.timeout.ms=60000"
                                    + " --kafka-property request.timeout.ms=60000"
                                    + " --kafka-property max.block.ms=60000")
                            .split(" ");
            Set<Long> epochs = new HashSet<>();
            for (int run = 1; run <= 2; run++) {
                try (KafkaProgram program = new KafkaProgram(elsewhere, words)) {
                    assertThat(program.line()).startsWith("The screen goes to");
                    Set<Long> before = Set.copyOf(epochs);
                    epochs.add(live.await(frame -> !before.contains(frame.epoch())).epoch());
                    program.terminate();
                    assertThat(program.awaitEnd()).as(program.errors()).isEqualTo(128 + 15);
                    assertThat(program.lines()).isEmpty();
                    assertThat(program.errors()).isEmpty();
                }
            }
            assertThat(live.received()).extracting(MixedTopic.Received::key).containsOnly("me");
        }
    }

    @Test
    @Tag("nightly")
    void endsWhileTheBrokerIsAway() throws Exception {
        try (LocalBroker broker = LocalBroker.start();
                KafkaProgram program =
                        new KafkaProgram(
                                elsewhere, "--source=synthetic", "--brokers", broker.address());
                MixedTopic live = new MixedTopic(broker.address(), "stripes")) {
            program.line();
            live.await(frame -> true);
            broker.stop();

            program.terminate();

            assertThat(program.awaitEnd()).isEqualTo(128 + 15);
            assertTellsOnlyLostFrames(program);
        }
    }

    /** Those that the broker did not take in 5 s, as on a machine that is busy with other work. */
    private static void assertTellsOnlyLostFrames(KafkaProgram program) throws Exception {
        assertThat(program.errors().lines())
                .allSatisfy(line -> assertThat(line).contains("KafkaRoutes - lost frame "));
    }

    @Test
    void saysInOneLineThatThereIsNoBroker() throws Exception {
        String address = "127.0.0.1:" + FreePort.find();
        try (KafkaProgram program = new KafkaProgram(elsewhere, "--brokers", address)) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.errors())
                    .isEqualTo("screen-to-kafka: no Kafka broker answers at " + address + "\n");
        }
    }

    @Test
    void saysInOneLineThatThereIsNoSuchDisplay() throws Exception {
        try (KafkaProgram program = new KafkaProgram(elsewhere, "--display", ":64999")) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.errors())
                    .startsWith("screen-to-kafka: ")
                    .contains(":64999")
                    .hasLineCount(1);
        }
    }

    /** As screen-to-http does, for every change. */
    @Test
    @Tag("nightly")
    void goesOnWhenItsDisplayIsBack() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.startApart(640, 480);
                KafkaProgram program = new KafkaProgram(elsewhere, "--display", display.name())) {
            String address = ownBroker(program);
            try (MixedTopic live = new MixedTopic(address, "stripes")) {
                long epoch = live.await(frame -> true).epoch();
                display.kill();
                try (XvfbDisplay again = XvfbDisplay.start(320, 200, display.name())) {
                    MixedTopic.Received first = live.await(frame -> frame.epoch() != epoch);

                    assertThat(again.name()).isEqualTo(display.name());
                    assertThat(first.frameId()).isZero();
                    assertThat(first.frame().complete()).isTrue();
                    assertThat(program.errors()).contains("The capture of", "is lost");
                }
            }
        }
    }

    /** Where the program says that its broker listens. */
    private static String ownBroker(KafkaProgram program) throws Exception {
        String line = program.line();
        Matcher matcher =
                Pattern.compile("A Kafka broker .* listens at (127\\.0\\.0\\.1:\\d+)")
                        .matcher(String.valueOf(line));
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.group(1);
    }
}
