// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** The frames in org/pixelflux/wire, whose README.txt says what is what. */
public final class WireVectors {

    /** Those that a reader can apply. */
    public static final List<String> APPLIED =
            List.of(
                    "01-first",
                    "02-own",
                    "03-copies",
                    "04-refresh",
                    "05-own-and-refresh",
                    "06-part-1",
                    "07-part-2",
                    "08-part-3",
                    "09-refresh-of-nothing",
                    "10-new-epoch",
                    "11-complete");

    /**
     * A message that a reader refuses.
     *
     * @param line as it stands in the file
     * @param onlyWhenDrawn whether it can be parsed
     */
    public record Refusal(String line, byte[] message, boolean onlyWhenDrawn) {

        @Override
        public String toString() {
            return line;
        }
    }

    private static final Pattern LOSSY = Pattern.compile("lossy (\\d+)x(\\d+) at (\\d+),(\\d+)");

    private WireVectors() {}

    /** Its bytes. */
    public static byte[] message(String name) {
        return file(name + ".pfxm");
    }

    /** What it says, without comments. */
    public static List<String> fields(String name) {
        return text(name + ".txt").lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** What a reader shows that is whole then. */
    public static Picture picture(String name) {
        try (InputStream in = open(name + ".png")) {
            return Picture.of(ImageIO.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its picture need not be exact; null if there is no such place. */
    static Area lossy(String name) {
        for (String field : fields(name)) {
            Matcher lossy = LOSSY.matcher(field);
            if (lossy.matches()) {
                int[] numbers = new int[4];
                Arrays.setAll(numbers, i -> Integer.parseInt(lossy.group(i + 1)));
                return new Area(numbers[2], numbers[3], numbers[0], numbers[1]);
            }
        }
        return null;
    }

    public static List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        boolean images = false;
        for (String line : text("refusals.txt").lines().toList()) {
            images |= line.equals("# images");
            if (!line.startsWith("#") && !line.isBlank()) {
                refusals.add(new Refusal(line, changed(line), images));
            }
        }
        return refusals;
    }

    private static byte[] changed(String line) {
        String[] words = line.substring(0, line.indexOf(':')).split(" ");
        byte[] message = message(words[0]);
        for (int i = 1; i < words.length; ) {
            switch (words[i]) {
                case "at" -> {
                    byte[] bytes = HexFormat.of().parseHex(words[i + 2]);
                    System.arraycopy(
                            bytes, 0, message, Integer.parseInt(words[i + 1]), bytes.length);
                    i += 3;
                }
                case "cut" -> {
                    int length = message.length - Integer.parseInt(words[i + 1]);
                    message = Arrays.copyOf(message, length);
                    i += 2;
                }
                case "add" -> {
                    message = Images.joined(message, HexFormat.of().parseHex(words[i + 1]));
                    i += 2;
                }
                case "and" -> i++;
                default -> throw new IllegalStateException("not understood: " + line);
            }
        }
        return message;
    }

    private static String text(String file) {
        return new String(file(file), StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = WireVectors.class.getResourceAsStream("/org/pixelflux/wire/" + name);
        if (in == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return in;
    }
}
