// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Wayland compositor sway without a monitor, for one test, of the {@link TestSystem}. */
public final class SwayDisplay implements ScreenServer {

    /** The name of the first output. */
    public static final String OUTPUT = "HEADLESS-1";

    private static final int LOOK_AGAIN_MILLIS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final Path run;
    private Process process;

    private SwayDisplay(int width, int height) {
        try {
            directory = Files.createTempDirectory("pixelflux-sway-");
            run = Files.createDirectory(directory.resolve("run"));
            // At a high rate a change is shown at once.
            Files.writeString(
                    directory.resolve("config"),
                    "output "
                            + OUTPUT
                            + " mode --custom "
                            + width
                            + "x"
                            + height
                            + "@240Hz\n"
                            + "default_border none\nxwayland disable\n");
            if (TestSystem.isRoot()) {
                // Sway refuses to run as root.
                TestSystem.finish(List.of("chmod", "755", directory.toString()), Map.of());
                TestSystem.finish(List.of("chown", "nobody:nogroup", run.toString()), Map.of());
            }
            TestSystem.finish(List.of("chmod", "700", run.toString()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    /** Starts one with one output of that size; returns when it is ready. */
    public static SwayDisplay start(int width, int height) {
        return new SwayDisplay(width, height);
    }

    private Process start() {
        List<String> program = new ArrayList<>();
        if (TestSystem.isRoot()) {
            program.addAll(
                    List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        // A window in shared memory is scanned out on no real machine. Headless, a fullscreen one
        // would be, and every change of it would be one of the whole output.
        program.addAll(
                List.of("sway", "-D", "noscanout", "-c", directory.resolve("config").toString()));
        List<String> command = TestSystem.command(List.of(directory), program);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(
                Map.of(
                        "PATH", "/usr/bin:/bin:/usr/sbin:/sbin",
                        "HOME", run.toString(),
                        "XDG_RUNTIME_DIR", run.toString(),
                        "SWAYSOCK", ipc(),
                        "WLR_BACKENDS", "headless",
                        "WLR_RENDERER", "pixman",
                        "WLR_SCENE_DISABLE_DIRECT_SCANOUT", "1", // where -D noscanout is no more
                        "WLR_LIBINPUT_NO_DEVICES", "1"));
        try {
            // One that was killed leaves it behind, and the next one would take another.
            Files.deleteIfExists(Path.of(ipc()));
            Process started = builder.start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(Path.of(ipc())) || exitCode("-t", "get_outputs") != 0) {
                if (!started.isAlive() || System.nanoTime() > deadline) {
                    started.destroyForcibly();
                    throw new IllegalStateException(command + " does not answer");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
            return started;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private String ipc() {
        return run.resolve("sway.sock").toString();
    }

    /** The path of its socket. */
    @Override
    public String name() {
        return run.resolve("wayland-1").toString();
    }

    /** What its clients find it by. */
    public Map<String, String> environment() {
        return Map.of("XDG_RUNTIME_DIR", run.toString(), "WAYLAND_DISPLAY", "wayland-1");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void resize(int width, int height) {
        command("output", OUTPUT, "mode", "--custom", width + "x" + height + "@240Hz");
    }

    /** Has it do something, such as {@code create_output}; returns when it has. */
    public void command(String... words) {
        List<String> arguments = new ArrayList<>(List.of("--"));
        arguments.addAll(List.of(words));
        if (exitCode(arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("sway refuses " + Arrays.toString(words));
        }
    }

    private int exitCode(String... arguments) {
        List<String> words = new ArrayList<>(List.of("swaymsg", "-s", ipc()));
        words.addAll(List.of(arguments));
        return TestSystem.finish(words, Map.of());
    }

    /** What an output shows, by somebody else's program. */
    public Picture picture(String output) {
        return picture(List.of("-o", output));
    }

    /** The same with the cursor. */
    public Picture pictureWithCursor(String output) {
        return picture(List.of("-c", "-o", output));
    }

    private Picture picture(List<String> options) {
        try {
            Path file = Files.createTempFile("pixelflux-", ".ppm");
            try {
                List<String> grim = new ArrayList<>(List.of("grim", "-t", "ppm"));
                grim.addAll(options);
                grim.add(file.toString());
                if (TestSystem.finish(grim, environment()) != 0) {
                    throw new IllegalStateException("grim takes no picture");
                }
                return ofPpm(Files.readAllBytes(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three lines of text, then red, green and blue of each pixel. */
    private static Picture ofPpm(byte[] bytes) {
        String[] words = new String(bytes, 0, 32, StandardCharsets.US_ASCII).split("\\s", 5);
        int width = Integer.parseInt(words[1]);
        int height = Integer.parseInt(words[2]);
        int at = bytes.length - 3 * width * height;
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                picture.set(
                        x,
                        y,
                        (bytes[at] & 255) << 16
                                | (bytes[at + 1] & 255) << 8
                                | (bytes[at + 2] & 255));
            }
        }
        return picture;
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it again at the same place. */
    public void restart() {
        process = start();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("sway does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sway ends", e);
        }
    }
}
