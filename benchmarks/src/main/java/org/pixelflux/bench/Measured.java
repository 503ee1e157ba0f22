// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.bench.tool.ScreenKind;

/**
 * A file of figures: what one call of a suite wrote, or what {@code benchmarks/run all} gathered of
 * many calls.
 */
public final class Measured {

    private final JsonNode file;
    private final List<JsonNode> calls;

    private Measured(JsonNode file, List<JsonNode> calls) {
        this.file = file;
        this.calls = calls;
    }

    /** Of either form. */
    public static Measured of(JsonNode file) {
        List<JsonNode> calls = new ArrayList<>();
        if (file.has("cells")) {
            file.get("cells").forEach(cell -> calls.add(cell.path("figures")));
        } else {
            calls.add(file);
        }
        return new Measured(file, calls);
    }

    /** The calls of several files; what is told of all of them is what the first one tells. */
    public static Measured together(List<Measured> files) {
        return new Measured(
                files.get(0).file, files.stream().flatMap(one -> one.calls.stream()).toList());
    }

    /** What the calls wrote, in their order. */
    public List<JsonNode> calls() {
        return calls;
    }

    /** The commit that was measured; empty in files that do not say it. */
    public Optional<String> commit() {
        String commit = file.at("/measured/commit").asText();
        return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
    }

    /** What showed what was measured; files that do not say it are of an X server. */
    public ScreenKind screen() {
        String kind = at("/screen").asText();
        return kind.isEmpty() ? ScreenKind.XVFB : ScreenKind.valueOf(kind);
    }

    public JsonNode file() {
        return file;
    }

    /** A field that every call has, of the first one. */
    public JsonNode at(String pointer) {
        return calls.get(0).at(pointer);
    }

    /** What all calls say, side by side. */
    public Repeats whole() {
        return new Repeats(List.of(), calls);
    }

    /** The elements of an array in all calls, in their order. */
    public List<JsonNode> elements(String pointer) {
        List<JsonNode> all = new ArrayList<>();
        calls.forEach(call -> call.at(pointer).forEach(all::add));
        return all;
    }

    /**
     * The elements of an array in all calls, those side by side that say the same there.
     *
     * @param names pointers to what tells elements apart, from such an element
     */
    public List<Repeats> groups(String pointer, String... names) {
        return Repeats.of(elements(pointer), names);
    }
}
