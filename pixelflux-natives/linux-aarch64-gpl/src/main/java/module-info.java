// SPDX-License-Identifier: MPL-2.0
/**
 * The native library for Linux on aarch64, with x264, under the GPL. No code requires it: a modular
 * program names it, by {@code requires} or {@code --add-modules}.
 */
@SuppressWarnings("module") // the name of the platform ends in digits
open module org.pixelflux.natives.linux.aarch64.gpl {}
