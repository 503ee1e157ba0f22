// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

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

/** A route on the component's page. */
final class Recipe {

    private static final Path PAGE =
            Path.of("../../camel-pixelflux/component/src/main/docs/pixelflux-component.adoc");

    private String route;

    /** The block of source below the comment that names it. */
    Recipe(String name) throws IOException {
        Matcher block =
                Pattern.compile(
                                "// recipe: " + name + "\n\\[source,java]\n----\n(.*?)\n----\n",
                                Pattern.DOTALL)
                        .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("recipe %s", name).isTrue();
        route = block.group(1);
    }

    /** Puts what a test needs where the page says what a reader has. */
    Recipe with(String read, String used) {
        assertThat(route).contains(read);
        route = route.replace(read, used);
        return this;
    }

    /** A route builder that configures it. */
    RouteBuilder compiled(Path directory) throws Exception {
        String source =
                """
                import java.awt.image.BufferedImage;
                import java.io.File;
                import java.io.OutputStream;
                import java.nio.charset.StandardCharsets;
                import java.util.Base64;
                import javax.imageio.ImageIO;
                import org.apache.camel.builder.RouteBuilder;
                import org.apache.camel.component.kafka.KafkaConstants;
                import org.pixelflux.PictureArea;
                import org.pixelflux.PictureDifference;
                import org.pixelflux.PictureTolerance;

                public class Example extends RouteBuilder {
                    public void configure() {
                        STEPS
                    }
                }
                """
                        .replace("STEPS", route);
        Path file = Files.writeString(directory.resolve("Example.java"), source);
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-Werror", "-d", "" + directory, "" + file);
        assertThat(code).as(source).isZero();
        // Open as long as its route runs: a lambda's class may be loaded late.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
        return (RouteBuilder) loader.loadClass("Example").getConstructor().newInstance();
    }
}
