// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ffprobe and ffmpeg, as Debian has them, say of a file. */
public final class Ffprobe {

    /** A picture: when it begins in seconds, and whether it is a key frame. */
    public record Packet(double time, boolean keyFrame) {}

    private Ffprobe() {}

    /** Of the file and its only stream: {@code width}, {@code duration}, {@code color_range}. */
    public static Map<String, String> about(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line :
                run("ffprobe", "-v", "fatal", "-show_streams", "-show_format", file.toString())) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.merge(
                        line.substring(0, equals),
                        line.substring(equals + 1),
                        (before, after) -> before.equals("N/A") ? after : before);
            }
        }
        return values;
    }

    /** How long it plays. */
    public static double seconds(Path file) {
        return Double.parseDouble(about(file).get("duration"));
    }

    /** All pictures, or the cues of a text, in order. */
    public static List<Packet> packets(Path file) {
        List<Packet> packets = new ArrayList<>();
        for (String line :
                run(
                        "ffprobe",
                        "-v",
                        "fatal",
                        "-show_entries",
                        "packet=pts_time,flags",
                        "-of",
                        "csv=p=0",
                        file.toString())) {
            String[] columns = line.split(",");
            packets.add(new Packet(Double.parseDouble(columns[0]), columns[1].startsWith("K")));
        }
        return packets;
    }

    /**
     * Decodes every picture.
     *
     * @return how many there are
     * @throws IllegalStateException if ffmpeg complains of anything
     */
    public static int decode(Path file) {
        List<String> lines =
                run(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-xerror",
                        "-i",
                        file.toString(),
                        "-fps_mode",
                        "passthrough",
                        "-enc_time_base",
                        "-1",
                        "-f",
                        "framemd5",
                        "-");
        return (int) lines.stream().filter(line -> !line.startsWith("#")).count();
    }

    /** Runs a program to its end and gives what it wrote; fails if it writes errors. */
    public static List<String> run(String... command) {
        try {
            Path errors = Files.createTempFile("ffprobe-", ".err");
            try {
                Process process =
                        new ProcessBuilder(command).redirectError(errors.toFile()).start();
                process.getOutputStream().close();
                String output =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String complaint = Files.readString(errors);
                if (process.waitFor() != 0 || !complaint.isBlank()) {
                    throw new IllegalStateException(String.join(" ", command) + ": " + complaint);
                }
                return output.lines().toList();
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
