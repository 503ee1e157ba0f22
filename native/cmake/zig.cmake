# SPDX-License-Identifier: MPL-2.0
# The tool chain of the published natives, for native/release/build. PIXELFLUX_TOOLS: the folder of its programs, which
# know what they compile for; PIXELFLUX_PREFIX: where the libraries for that are, and none of this system's is looked for;
# PIXELFLUX_ARCH: such as aarch64.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PIXELFLUX_TOOLS PIXELFLUX_PREFIX PIXELFLUX_ARCH)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${PIXELFLUX_ARCH})
set(CMAKE_C_COMPILER ${PIXELFLUX_TOOLS}/cc)
set(CMAKE_CXX_COMPILER ${PIXELFLUX_TOOLS}/c++)
set(CMAKE_ASM_COMPILER ${PIXELFLUX_TOOLS}/cc)
set(CMAKE_AR ${PIXELFLUX_TOOLS}/ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${PIXELFLUX_TOOLS}/ranlib CACHE FILEPATH "")
set(CMAKE_STRIP true CACHE FILEPATH "") # the linker has done that
set(CMAKE_FIND_ROOT_PATH ${PIXELFLUX_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} ${PIXELFLUX_PREFIX}/lib/pkgconfig)
# As /usr/include is for the system's compiler.
set(CMAKE_C_STANDARD_INCLUDE_DIRECTORIES ${PIXELFLUX_PREFIX}/include)
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES ${PIXELFLUX_PREFIX}/include)
foreach(kind EXE SHARED MODULE)
  # Definitions that a version script names and the library has not (zlib's) are no error.
  set(CMAKE_${kind}_LINKER_FLAGS_INIT "-s -Wl,-z,relro,-z,now -Wl,--undefined-version")
endforeach()
# Programs for tests load what this system has: what stands in for its libraries is empty.
set(CMAKE_SKIP_BUILD_RPATH ON)
