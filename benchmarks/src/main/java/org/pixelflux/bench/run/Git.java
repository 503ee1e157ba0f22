// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the git command about a checkout. */
public final class Git {

    /** What benchmarks/run write writes; no program is there. */
    private static final List<String> NO_DOCS =
            List.of("--", ".", ":(top,exclude)docs", ":(top,exclude)README.md");

    private static final String ONE_LINE = "--format=%h %as %s";

    private final Path checkout;

    private Git(Path checkout) {
        this.checkout = checkout;
    }

    /** Of the working directory. */
    public static Git here() {
        return in(Path.of(""));
    }

    static Git in(Path checkout) {
        return new Git(checkout.toAbsolutePath());
    }

    /** The commit that is checked out. */
    String head() throws IOException {
        return ask("rev-parse", "HEAD");
    }

    /** Whether files outside of docs that git knows, README.md apart, differ from the commit. */
    boolean hasChanges() throws IOException {
        return !outsideDocs("status", "--porcelain", "--untracked-files=no").isEmpty();
    }

    /** Whether what is checked out differs from that commit in docs and README.md at most. */
    boolean sameOutsideDocs(String commit) throws IOException {
        return outsideDocs("diff", "--name-only", commit, "HEAD").isEmpty();
    }

    /** Whether this checkout has that commit. */
    boolean knows(String commit) {
        try {
            ask("cat-file", "-e", commit + "^{commit}");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The last commit that touches anything else. */
    String lastOutsideDocs() throws IOException {
        return outsideDocs("log", "-1", "--format=%H");
    }

    private String outsideDocs(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(NO_DOCS);
        return ask(all.toArray(String[]::new));
    }

    /** When a commit was made, in seconds since 1970. */
    long time(String commit) throws IOException {
        return Long.parseLong(ask("show", "-s", "--format=%ct", commit));
    }

    /** Whether older commits are not there. */
    public boolean isShallow() throws IOException {
        return ask("rev-parse", "--is-shallow-repository").equals("true");
    }

    /** A commit in a line: its name, its day, its subject. */
    public String summary(String commit) throws IOException {
        return ask("show", "-s", ONE_LINE, commit);
    }

    /** The commits after that one which touch these paths, each in a line, the newest first. */
    public List<String> since(String commit, List<String> paths) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("log", ONE_LINE, commit + "..HEAD", "--"));
        arguments.addAll(paths);
        return ask(arguments.toArray(String[]::new)).lines().toList();
    }

    /** The last commit that touches a path. */
    public Optional<String> last(String path) throws IOException {
        return some(ask("log", "-1", "--format=%H", "--", path));
    }

    /** The last commit that adds or takes away a line of a file that matches. */
    public Optional<String> lastOfLines(String regex, String path) throws IOException {
        return some(ask("log", "-1", "--format=%H", "-G" + regex, "--", path));
    }

    /** Of these commits the one that was made first; empty if there are none. */
    public Optional<String> oldest(List<String> commits) throws IOException {
        String oldest = null;
        for (String commit : commits) {
            if (oldest == null || time(commit) < time(oldest)) {
                oldest = commit;
            }
        }
        return Optional.ofNullable(oldest);
    }

    private static Optional<String> some(String commit) {
        return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
    }

    private String ask(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of(arguments));
        Process git =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        String answer =
                new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (git.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return answer;
    }
}
