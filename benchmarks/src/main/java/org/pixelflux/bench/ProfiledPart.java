// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a capturing program spends its time on, told from the file whose code was running. */
public enum ProfiledPart {
    PIXELFLUX("pixelflux, native", "libpixelflux_\\w+\\.so"),
    H264("H.264", "lib(pixelflux-)?(x264|openh264)\\.so"),
    JPEG("JPEG", "lib(pixelflux-)?turbojpeg\\.so"),
    PNG("PNG, WebP", "lib(pixelflux-)?(deflate|png16|z|webp)\\.so"),
    HASH("hash", "lib(pixelflux-)?xxhash\\.so"),
    LIBC("libc", "(libc|libm|libpthread|libstdc\\+\\+|libgcc_s|ld-linux[-\\w]*)\\.so"),
    /** With its modules, whose names stand in brackets too. */
    KERNEL("kernel", "\\[(?!JIT|anon|heap|stack|unknown)"),
    /** With what it compiled or interprets, in memory that has no file. */
    JVM(
            "the JVM and what it compiled",
            "\\[JIT]|\\[?(//)?anon|perf-\\d+\\.map|java\\b|classes\\.jsa"
                    + "|lib(jvm|java|jimage|jli|nio|net|zip|verify|management\\w*)\\.so"),
    OTHER("other", "");

    private final String title;
    private final Pattern beginning;

    ProfiledPart(String title, String beginning) {
        this.title = title;
        this.beginning = Pattern.compile(beginning);
    }

    /** The one to which a file belongs, by the name that perf has for it. */
    static ProfiledPart of(String sharedObject) {
        return Stream.of(values())
                .filter(part -> part.beginning.matcher(sharedObject).lookingAt())
                .findFirst()
                .orElse(OTHER);
    }

    /** As tables call it. */
    public String title() {
        return title;
    }

    /** Its name in files of figures. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
