# SPDX-License-Identifier: MPL-2.0
# Headers that nearly every file includes, compiled once for all of them with PIXELFLUX_PRECOMPILE. The library has them
# with a sanitizer only: the build that is shipped shows which include is missing.

# precompiled_for(TARGET WITH OWNER): the owner's headers, compiled with its options, which are the target's too.
function(precompiled_for target with owner)
  if(TARGET ${owner})
    target_precompile_headers(${target} REUSE_FROM ${owner})
    # Otherwise ccache has no result of the preprocessor to look for.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endfunction()

file(CONFIGURE OUTPUT precompiled_headers.cpp CONTENT "int main() {}\n")

if(PIXELFLUX_PRECOMPILE AND PIXELFLUX_SANITIZE)
  add_library(library_headers OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/precompiled_headers.cpp)
  target_link_libraries(library_headers PRIVATE pixelflux_options)
  target_precompile_headers(library_headers PRIVATE
    <algorithm> <cstddef> <cstdint> <cstring> <functional> <memory> <optional> <string> <utility> <vector>)
endif()
