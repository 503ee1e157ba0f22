// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A broker's directory: its configuration and its data. */
record BrokerFiles(Path directory) {

    /**
     * A new temporary one.
     *
     * @param protocol how clients talk to it, as Kafka's security.protocol
     * @param more properties that it needs for that
     */
    static BrokerFiles create(
            int port, int controllerPort, String protocol, Map<String, String> more)
            throws IOException {
        BrokerFiles files = new BrokerFiles(Files.createTempDirectory("pixelflux-kafka-"));
        StringBuilder text =
                new StringBuilder(
                        properties(
                                files.directory.resolve("data"), port, controllerPort, protocol));
        more.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(files.configuration(), text);
        return files;
    }

    /** Of one node, which only this machine reaches, and which keeps little. */
    private static String properties(Path data, int port, int controllerPort, String protocol) {
        return String.format(
                Locale.ROOT,
                """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        listener.security.protocol.map=CLIENTS:%4$s,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=CLIENTS
        log.dirs=%3$s

        # There are no others to replicate to or to wait for.
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0

        # A screen without a break fills no disk: what is older goes within seconds.
        log.segment.bytes=33554432
        log.retention.bytes=134217728
        log.retention.check.interval.ms=2000
        log.segment.delete.delay.ms=1000
        log.initial.task.delay.ms=2000
        # For compacted topics; by default its buffer alone is half of the heap.
        log.cleaner.dedupe.buffer.size=4194304
        log.cleaner.backoff.ms=2000
        """,
                port,
                controllerPort,
                data,
                protocol);
    }

    Path configuration() {
        return directory.resolve("server.properties");
    }

    /** Removes everything; nothing may write any more. Idempotent. */
    void delete() throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
