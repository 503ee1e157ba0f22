// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The same native functions through the foreign function and memory API. A critical call stays in
 * the state of Java code: it must be short and never block or call back, and it holds up every
 * safepoint; with heap access it may see arrays too.
 */
@SuppressWarnings("restricted")
final class ForeignCrossing {

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final FunctionDescriptor EMPTY = FunctionDescriptor.ofVoid();
    private static final FunctionDescriptor FILL =
            FunctionDescriptor.ofVoid(POINTER, ValueLayout.JAVA_INT);

    // Constants, so that the compiler sees through them.
    private static final MethodHandle EMPTY_CALL = handle("crossing_empty", EMPTY);
    private static final MethodHandle EMPTY_CRITICAL =
            handle("crossing_empty", EMPTY, Linker.Option.critical(false));
    private static final MethodHandle FILL_CALL = handle("crossing_fill", FILL);
    private static final MethodHandle FILL_CRITICAL =
            handle("crossing_fill", FILL, Linker.Option.critical(true));

    private ForeignCrossing() {}

    private static MethodHandle handle(
            String name, FunctionDescriptor function, Linker.Option... options) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(Crossing.library(), Arena.global());
        return Linker.nativeLinker()
                .downcallHandle(symbols.find(name).orElseThrow(), function, options);
    }

    static void empty() throws Throwable {
        EMPTY_CALL.invokeExact();
    }

    static void emptyCritical() throws Throwable {
        EMPTY_CRITICAL.invokeExact();
    }

    static void fill(MemorySegment to, int bytes) throws Throwable {
        FILL_CALL.invokeExact(to, bytes);
    }

    static void fillCritical(MemorySegment to, int bytes) throws Throwable {
        FILL_CRITICAL.invokeExact(to, bytes);
    }
}
