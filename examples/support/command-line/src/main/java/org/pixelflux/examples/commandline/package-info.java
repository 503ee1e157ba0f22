// SPDX-License-Identifier: MPL-2.0
/**
 * A program of Camel routes on a command line: {@link CaptureArguments} are its options, {@link
 * RouteProgram} runs it, {@link FailureReason} says why it could not.
 */
package org.pixelflux.examples.commandline;
