// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/** What the JDK alone can do: java.awt.Robot and ImageIO's JPEG. */
final class RobotTool extends JvmTool {

    RobotTool() {
        super(RobotProgram.class);
    }

    @Override
    public String name() {
        return "robot";
    }

    @Override
    public String description() {
        return "java.awt.Robot and ImageIO, Java " + Runtime.version();
    }

    @Override
    public Optional<String> missing() {
        Path library = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
        return Files.exists(library)
                ? Optional.empty()
                : Optional.of("this JDK is headless, it has no " + library);
    }

    @Override
    public boolean has(CaptureMode mode) {
        return mode == CaptureMode.JPEG;
    }
}
