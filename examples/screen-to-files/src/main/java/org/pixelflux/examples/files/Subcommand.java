// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.util.Map;
import org.pixelflux.examples.commandline.CaptureArguments;

/**
 * One kind of files.
 *
 * @param usualPlace where they go unless the command line says it
 * @param capture the options that it has
 * @param endpointOptions what the endpoint is told beside these
 */
record Subcommand(
        String name,
        String description,
        String usualPlace,
        CaptureArguments capture,
        Map<String, String> endpointOptions,
        Work work) {

    /** Returns when the job is done, or throws why it cannot be. */
    interface Work {
        void run(Job job) throws Exception;
    }
}
