// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;
import org.pixelflux.Codec;

/**
 * wf-recorder into a pipe, with x264 set as pixelflux sets it. It takes a frame when the screen
 * changes, which no workload does more than 60 times a second.
 */
final class WfRecorder extends StreamTool {

    /** It says on standard output what it does, so the video has a pipe of its own. */
    private static final String SCRIPT = "exec \"$@\" 3>&1 >/dev/null";

    @Override
    public String name() {
        return "wf-recorder";
    }

    @Override
    public String description() {
        return Programs.firstLine(Programs.output("wf-recorder", "--version"));
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("wf-recorder");
    }

    @Override
    public boolean captures(ScreenKind kind) {
        return kind == ScreenKind.SWAY;
    }

    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.H264;
    }

    @Override
    List<String> command(Screen screen, Codec codec) {
        return List.of(
                "bash",
                "-c",
                SCRIPT,
                "bash",
                "wf-recorder",
                "--codec=libx264",
                "--codec-param=preset=ultrafast",
                "--codec-param=tune=zerolatency",
                "--codec-param=crf=25",
                "--pixel-format=yuv420p",
                "--muxer=h264",
                "--file=pipe:3");
    }
}
