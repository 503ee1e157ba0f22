// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The programs that the project's README.md and other pages show. */
final class ReadmePrograms {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    private ReadmePrograms() {}

    static String readme() throws IOException {
        return Files.readString(Path.of("../../README.md"));
    }

    /** Compiles all of them, without a warning, and gives the names of their classes. */
    static List<String> compileTo(Path directory) throws IOException {
        return compileTo(directory, readme());
    }

    static List<String> compileTo(Path directory, String page) throws IOException {
        List<String> names = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        Matcher block = JAVA.matcher(page);
        while (block.find()) {
            Matcher name = CLASS.matcher(block.group(1));
            assertThat(name.find()).as(block.group(1)).isTrue();
            names.add(name.group(1));
            Path source = directory.resolve(name.group(1) + ".java");
            sources.add(Files.writeString(source, block.group(1)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:all,-path", "-Werror", "-d", "" + directory);
            StringWriter said = new StringWriter();
            boolean compiled =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        return names;
    }
}
