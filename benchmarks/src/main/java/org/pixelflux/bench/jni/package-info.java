// SPDX-License-Identifier: MPL-2.0
/** What it costs to cross the border between Java and native code, each way beside the others. */
package org.pixelflux.bench.jni;
