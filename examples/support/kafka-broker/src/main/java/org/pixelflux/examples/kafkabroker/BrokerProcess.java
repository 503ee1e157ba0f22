// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The JVM of a {@link LocalBroker}. It says {@link #READY} when clients are served. When its
 * standard input ends, which also happens if the process that started it is killed, it ends and
 * removes its data. On SIGTERM it ends in good order and leaves them.
 */
final class BrokerProcess {

    static final String READY = "ready";

    /** The same at every start, or Kafka would take the data for another cluster's. */
    private static final String CLUSTER = "pixelflux-local-broker";

    private BrokerProcess() {}

    /** The one argument is the broker's directory, in which {@link BrokerFiles} has been. */
    public static void main(String[] arguments) throws IOException {
        BrokerFiles files = new BrokerFiles(Path.of(arguments[0]));
        KafkaRaftServer server = startOrEnd(files);
        System.out.println(READY);
        awaitEndOfInput();
        server.shutdown();
        files.delete();
        // Nothing is left to be done, and the hook would stop the server once more.
        Runtime.getRuntime().halt(0);
    }

    /**
     * Threads of a broker that did not start would keep the JVM alive, and a program that waits for
     * it.
     */
    private static KafkaRaftServer startOrEnd(BrokerFiles files) throws IOException {
        try {
            return start(files);
        } catch (RuntimeException e) {
            System.err.println("the Kafka broker cannot start: " + e);
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    private static KafkaRaftServer start(BrokerFiles files) throws IOException {
        String configuration = files.configuration().toString();
        StorageTool.execute(
                new String[] {
                    "format",
                    "--ignore-formatted",
                    "--cluster-id",
                    CLUSTER,
                    "--config",
                    configuration
                },
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Properties properties = Utils.loadProps(configuration);
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "end"));
        server.startup();
        return server;
    }

    private static void awaitEndOfInput() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
