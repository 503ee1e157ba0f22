// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;

/** The examples of the component's page. */
final class PageExample {

    private static final Path PAGE = Path.of("src/main/docs/pixelflux-component.adoc");

    private PageExample() {}

    /** The block of source below the comment that names it. */
    static String named(String name) throws IOException {
        Matcher block =
                Pattern.compile(
                                "// example: " + name + "\n\\[source[^\n]*\n----\n(.*?)\n----\n",
                                Pattern.DOTALL)
                        .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("example %s", name).isTrue();
        return block.group(1);
    }

    /** A route builder that configures these steps; its class comes into the directory. */
    static RouteBuilder compiled(String steps, Path directory) throws Exception {
        String source =
                """
                import org.apache.camel.builder.RouteBuilder;
                import org.pixelflux.MixedFrame;
                import org.pixelflux.picture.Drawn;
                import org.pixelflux.picture.PictureAssembler;

                public class Example extends RouteBuilder {
                    public void configure() {
                        STEPS
                    }
                }
                """
                        .replace("STEPS", steps);
        Path file = Files.writeString(directory.resolve("Example.java"), source);
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-Werror", "-d", "" + directory, "" + file);
        assertThat(code).as(source).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            return (RouteBuilder) loader.loadClass("Example").getConstructor().newInstance();
        }
    }
}
