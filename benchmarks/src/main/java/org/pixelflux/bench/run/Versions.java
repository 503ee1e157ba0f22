// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What of this machine the figures depend on, beside its processor. */
final class Versions {

    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("libx264", "libx264-164");
        PACKAGES.put("libturbojpeg", "libturbojpeg0");
        PACKAGES.put("libopenh264", "libopenh264-7");
        PACKAGES.put("Xvfb", "xvfb");
        PACKAGES.put("sway", "sway");
        PACKAGES.put("ffmpeg", "ffmpeg");
        PACKAGES.put("GStreamer", "gstreamer1.0-tools");
        PACKAGES.put("x0vncserver", "tigervnc-scraping-server");
        PACKAGES.put("x11vnc", "x11vnc");
        PACKAGES.put("xpra", "xpra");
        PACKAGES.put("wf-recorder", "wf-recorder");
        PACKAGES.put("wayvnc", "wayvnc");
        PACKAGES.put("g++", "g++");
    }

    private Versions() {}

    /** Those of Debian's packages that are installed. */
    static Map<String, String> here() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : PACKAGES.entrySet()) {
            installed(one.getValue()).ifPresent(version -> versions.put(one.getKey(), version));
        }
        return versions;
    }

    private static Optional<String> installed(String name) throws IOException {
        Process query =
                new ProcessBuilder("dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", name)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(new File("/dev/null"))
                        .start();
        String answer =
                new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return answer.startsWith("installed ")
                ? Optional.of(answer.substring("installed ".length()))
                : Optional.empty();
    }
}
