// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.examples.commandline.AccessArguments;
import org.pixelflux.examples.commandline.ServerCommand;
import org.pixelflux.recording.ChangeIndex;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Plays a recording on a page that jumps to changes: the command line of PlayerServer. */
public final class PlayRecording {

    private static final String FILE = "--file";

    private PlayRecording() {}

    public static void main(String[] arguments) {
        // Undertow's logging would choose java.util.logging by itself.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        List<OptionSpec> options = new ArrayList<>(AccessArguments.tokenOptions());
        options.add(
                OptionSpec.builder(FILE)
                        .type(Path.class)
                        .required(true)
                        .paramLabel("FILE")
                        .description("The MP4 file of a recording; its index lies beside it.")
                        .build());
        return ServerCommand.commandLine(
                "play-recording",
                "Serves a recording on a page that jumps to changes, to this machine.",
                9004,
                options,
                (port, arguments) ->
                        new PlayerServer(
                                port, recording(arguments), AccessArguments.token(arguments)));
    }

    /**
     * @throws IllegalArgumentException if the file or its index is missing
     */
    private static Path recording(ParseResult arguments) {
        Path video = arguments.matchedOptionValue(FILE, Path.of(""));
        for (Path file : List.of(video, ChangeIndex.pathFor(video))) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("file: " + file + " cannot be read");
            }
        }
        return video.toAbsolutePath();
    }
}
