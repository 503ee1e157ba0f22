// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pixelflux.CaptureMode;
import org.pixelflux.Codec;

/** A program that writes a stream of pictures to its standard output. */
abstract class StreamTool implements Tool {

    abstract List<String> command(Screen screen, Codec codec);

    @Override
    public boolean has(CaptureMode mode) {
        return Tool.hasOneCodec(mode);
    }

    @Override
    public Optional<List<String>> pictures(Screen screen, CaptureMode mode) {
        return Optional.of(command(screen, Codec.ofWord(mode.optionValue())));
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        Codec codec = Codec.ofWord(mode.optionValue());
        List<String> command = command(screen, codec);
        ProcessBuilder builder =
                new ProcessBuilder(screen.confined(command)).redirectError(Redirect.INHERIT);
        builder.environment().putAll(Programs.environment(screen));
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(command, process, PictureCounter.of(codec));
    }

    private static final class Running implements RunningTool {

        private final List<String> command;
        private final Process process;
        private final PictureCounter pictures;
        private final CompletableFuture<Void> reading;
        private long bytes;

        Running(List<String> command, Process process, PictureCounter pictures) {
            this.command = command;
            this.process = process;
            this.pictures = pictures;
            reading =
                    CompletableFuture.runAsync(
                            this::read, task -> new Thread(task, "reader").start());
        }

        private void read() {
            byte[] buffer = new byte[1 << 16];
            InputStream stream = process.getInputStream();
            try {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    synchronized (this) {
                        pictures.add(buffer, n);
                        bytes += n;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public Output output() throws IOException {
            if (!process.isAlive()) {
                throw new IOException(
                        "ended with code "
                                + process.exitValue()
                                + ": "
                                + String.join(" ", command));
            }
            synchronized (this) {
                return new Output(pictures.pictures(), pictures.pictures(), bytes);
            }
        }

        @Override
        public void close() {
            Programs.end(process);
            reading.join();
        }
    }
}
