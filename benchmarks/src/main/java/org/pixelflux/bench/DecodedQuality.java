// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelflux.support.Picture;

/**
 * How far decoded pictures are from those that were shown. ffmpeg decodes and compares; which
 * picture was shown is the nearest of those that there are.
 *
 * @param pictures that were compared
 * @param ssim of all of them
 * @param decibels PSNR of all of them
 * @param kilobytesPerPicture thousands of bytes, of all that were sent
 */
record DecodedQuality(int pictures, double ssim, double decibels, double kilobytesPerPicture) {

    private static final Pattern SSIM = Pattern.compile("SSIM .*All:([0-9.]+)");
    private static final Pattern PSNR = Pattern.compile("PSNR .*average:([0-9.]+|inf)");

    /** More pictures are not compared, but some of them. */
    private static final int MOST = 40;

    /** Pixels between two that tell pictures apart. */
    private static final int STEP = 24;

    /**
     * @param format as ffmpeg calls it, "h264" or "mjpeg"
     * @param shown the pictures that the screen showed in turn, all of one size
     * @param folder for what lies between
     */
    static DecodedQuality of(Path encoded, String format, List<Picture> shown, Path folder)
            throws IOException, InterruptedException {
        int width = shown.get(0).width();
        int height = shown.get(0).height();
        Path kept = folder.resolve("kept.bgra");
        Path truth = folder.resolve("truth.bgra");
        Decoding decoding = new Decoding(encoded, format, width * height * 4);
        int all = decoding.forEach((number, picture) -> {});
        if (all == 0) {
            throw new IOException("no picture could be decoded");
        }
        int every = (all + MOST - 1) / MOST;
        List<byte[]> pixels = shown.stream().map(Picture::toBgrx).toList();
        try (OutputStream keptOut = Files.newOutputStream(kept);
                OutputStream truthOut = Files.newOutputStream(truth)) {
            decoding.forEach(
                    (number, picture) -> {
                        if (number % every == every / 2) {
                            keptOut.write(picture);
                            truthOut.write(nearest(picture, pixels, width * 4));
                        }
                    });
        }
        String said = comparison(kept, truth, width + "x" + height);
        int compared = (int) (Files.size(kept) / (width * height * 4L));
        return new DecodedQuality(
                compared,
                figure(SSIM, said),
                figure(PSNR, said),
                Files.size(encoded) / 1000.0 / all);
    }

    private static double figure(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("ffmpeg has told no figure: " + text);
        }
        return matcher.group(1).equals("inf")
                ? Double.POSITIVE_INFINITY
                : Double.parseDouble(matcher.group(1));
    }

    /** What is done with a picture, whose bytes are used again for the next one. */
    private interface PictureUse {
        void take(int number, byte[] picture) throws IOException;
    }

    /** A stream of pictures that ffmpeg decodes, each of so many bytes; too large for a file. */
    private record Decoding(Path encoded, String format, int bytes) {

        /** Returns how many there are. */
        int forEach(PictureUse use) throws IOException, InterruptedException {
            List<String> command =
                    List.of(
                            "ffmpeg",
                            "-v",
                            "fatal",
                            "-nostdin",
                            "-f",
                            format,
                            "-i",
                            encoded.toString(),
                            "-vsync",
                            "0",
                            "-f",
                            "rawvideo",
                            "-pix_fmt",
                            "bgra",
                            "-");
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(Redirect.INHERIT)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            byte[] picture = new byte[bytes];
            int count = 0;
            try (InputStream in = process.getInputStream()) {
                while (in.readNBytes(picture, 0, bytes) == bytes) {
                    use.take(count, picture);
                    count++;
                }
            } finally {
                process.destroy();
                process.waitFor();
            }
            return count;
        }
    }

    private static byte[] nearest(byte[] picture, List<byte[]> shown, int stride) {
        byte[] best = shown.get(0);
        long least = Long.MAX_VALUE;
        for (byte[] candidate : shown) {
            long difference = 0;
            for (int row = 0; row < picture.length; row += STEP * stride) {
                for (int at = row; at < row + stride; at += STEP * 4) {
                    difference += Math.abs((picture[at] & 255) - (candidate[at] & 255));
                    difference += Math.abs((picture[at + 1] & 255) - (candidate[at + 1] & 255));
                    difference += Math.abs((picture[at + 2] & 255) - (candidate[at + 2] & 255));
                }
            }
            if (difference < least) {
                least = difference;
                best = candidate;
            }
        }
        return best;
    }

    /** What ffmpeg says of two files of pictures. */
    private static String comparison(Path kept, Path truth, String size)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin"));
        for (Path file : List.of(kept, truth)) {
            command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgra", "-s", size));
            command.addAll(List.of("-i", file.toString()));
        }
        command.addAll(
                List.of(
                        "-lavfi",
                        "[0:v]format=yuv444p,split[a][b];[1:v]format=yuv444p,split[c][d];"
                                + "[a][c]ssim;[b][d]psnr",
                        "-f",
                        "null",
                        "-"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            String end = said.substring(Math.max(0, said.length() - 500));
            throw new IOException("ffmpeg has failed: " + end);
        }
        return said;
    }

    /** A line of progress. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d pictures, SSIM %.4f, PSNR %.1f dB, %.1f kB each",
                pictures,
                ssim,
                decibels,
                kilobytesPerPicture);
    }
}
