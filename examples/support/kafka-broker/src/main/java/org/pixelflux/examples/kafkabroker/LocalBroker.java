// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A real Kafka broker of one node for a first try or a test: a JVM of its own that only this
 * machine can reach, its data in a temporary directory. It ends with the process that started it,
 * however that ends, and its data are removed.
 *
 * <p>Not thread-safe but for {@link #close}.
 */
public final class LocalBroker implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    /** How long a program may take to close the broker, when the JVM ends. */
    private static final long USER_ENDS_SECONDS = 10;

    private final int port;
    private final List<KeptPort> ports;
    private final BrokerFiles files;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread atExit = new Thread(this::closeAtExit, "local-broker-end");
    private volatile Process process;
    private volatile boolean inUse;

    private LocalBroker(String protocol, Map<String, String> properties) throws IOException {
        ports = List.of(new KeptPort(), new KeptPort());
        port = ports.get(0).number();
        files = BrokerFiles.create(port, ports.get(1).number(), protocol, properties);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Returns when clients are served, after about 3 seconds.
     *
     * @throws IOException if the broker cannot run; what it says about that is on standard error
     */
    public static LocalBroker start() throws IOException {
        return start("PLAINTEXT", Map.of());
    }

    /**
     * The same for clients that must use TLS or SASL.
     *
     * @param protocol SSL, SASL_PLAINTEXT or SASL_SSL
     * @param properties of a Kafka broker, for that
     */
    public static LocalBroker start(String protocol, Map<String, String> properties)
            throws IOException {
        LocalBroker broker = new LocalBroker(protocol, properties);
        try {
            broker.startAgain();
            broker.inUse = true;
            return broker;
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** What a client connects to, such as {@code 127.0.0.1:40123}; stays the same. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker in good order. Its records are there again after {@link #startAgain}. */
    public void stop() {
        // Not through Process, which would close the input: the sign to remove the data.
        process.toHandle().destroy();
        await(process);
    }

    /** Ends the broker as a crash does. What it has acknowledged is there again later. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /**
     * Starts the broker after {@link #stop} or {@link #kill}; returns when clients are served.
     *
     * @throws IOException as {@link #start}
     */
    public void startAgain() throws IOException {
        process = new ProcessBuilder(command()).redirectError(Redirect.INHERIT).start();
        String line = process.inputReader().readLine();
        if (!BrokerProcess.READY.equals(line)) {
            throw new IOException("the Kafka broker did not start");
        }
    }

    private List<String> command() {
        return List.of(
                "sh",
                "-c",
                // Ctrl-C reaches every process of the terminal, but a program that still sends
                // needs the broker.
                "trap '' INT HUP; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // It has little to do: what C2 would gain is less than what it costs.
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                files.directory().toString());
    }

    /** Ends the broker and removes its data; idempotent. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It runs already, and waits for this.
        }
    }

    private synchronized void end() {
        if (process != null) {
            // A shutdown in good order would only write what is removed next.
            process.destroyForcibly();
            await(process);
        }
        try {
            for (KeptPort kept : ports) {
                kept.close();
            }
            files.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed.countDown();
    }

    /** The JVM ends. A program that closes the broker in time has it until then. */
    private void closeAtExit() {
        try {
            if (inUse) {
                closed.await(USER_ENDS_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the Kafka broker does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Kafka broker ends", e);
        }
    }
}
