// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The programs of a desktop's session, in a directory of their own: a message bus, PipeWire and its
 * session manager, and those that a test adds. They end in the opposite order.
 */
final class SessionPrograms implements AutoCloseable {

    private static final int LOOK_AGAIN_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path directory;
    private final Map<String, String> environment;
    private final List<Path> shared = new ArrayList<>();
    private final Deque<Process> running = new ArrayDeque<>();

    /**
     * Starts bus, PipeWire and session manager.
     *
     * @param others directories that programs see beside that of the session
     */
    SessionPrograms(Map<String, String> environment, Path... others) {
        this.environment = environment;
        try {
            directory = Files.createTempDirectory("pixelflux-session-");
            Files.writeString(
                    file("bus.conf"),
                    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration"
                            + " 1.0//EN\""
                            + " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
                            + "<busconfig><type>session</type><listen>"
                            + bus()
                            + "</listen><auth>EXTERNAL</auth><policy context=\"default\">"
                            + "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
                            + "<allow own=\"*\"/></policy></busconfig>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shared.add(directory);
        shared.addAll(List.of(others));
        try {
            // Nothing that is installed here is started by being called.
            start("dbus-daemon", "--config-file=" + file("bus.conf"), "--nofork", "--nopidfile");
            await("the bus", () -> isCallable("org.freedesktop.DBus"));
            start("pipewire");
            await("PipeWire", () -> Files.exists(file("pipewire-0")));
            start("wireplumber");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A file in the directory of the session. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** The address of the message bus. */
    String bus() {
        return "unix:path=" + file("bus");
    }

    /** Starts one more; returns at once. */
    Process start(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(TestSystem.command(shared, List.of(command)))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(file("log").toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(
                Map.of(
                        "PATH", "/usr/bin:/bin:/usr/sbin:/sbin",
                        "HOME", directory.toString(),
                        "XDG_RUNTIME_DIR", directory.toString(),
                        "XDG_CONFIG_HOME", directory.toString(),
                        "DBUS_SESSION_BUS_ADDRESS", bus(),
                        "DBUS_SYSTEM_BUS_ADDRESS", bus(),
                        "GSETTINGS_BACKEND", "memory"));
        variables.putAll(environment);
        try {
            Process process = builder.start();
            running.push(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until somebody has that name on the bus. */
    void awaitName(String name) {
        await(name, () -> isCallable(name));
    }

    private boolean isCallable(String name) {
        return TestSystem.finish(
                        List.of(
                                "dbus-send",
                                "--bus=" + bus(),
                                "--print-reply",
                                "--dest=" + name,
                                "/",
                                "org.freedesktop.DBus.Peer.Ping"),
                        Map.of())
                == 0;
    }

    /** Waits for that, as long as all programs run. */
    void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        try {
            while (!condition.getAsBoolean()) {
                boolean all = running.stream().allMatch(Process::isAlive);
                if (!all || System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException(what + " does not come: " + log());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(file("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.destroyForcibly();
        }
        try {
            for (Process process : running) {
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a session ends", e);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
