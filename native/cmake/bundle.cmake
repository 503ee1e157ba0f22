# SPDX-License-Identifier: MPL-2.0
# What an artifact of natives contains: an edition of the JNI library, the libraries of others that it needs, the list of
# these for people who ask what is in it, and their licences.
find_program(PIXELFLUX_PATCHELF patchelf REQUIRED)
find_library(PIXELFLUX_LIB_z z REQUIRED) # of libpng
pkg_check_modules(ZLIB REQUIRED zlib)
pkg_check_modules(XCB REQUIRED xcb)
pkg_check_modules(XAU REQUIRED xau)
pkg_check_modules(XDMCP REQUIRED xdmcp)

set(library_TURBOJPEG "${pkgcfg_lib_TURBOJPEG_turbojpeg}")
set(library_XXHASH "${pkgcfg_lib_XXHASH_xxhash}")
set(library_DEFLATE "${pkgcfg_lib_DEFLATE_deflate}")
set(library_WEBP "${pkgcfg_lib_WEBP_webp}")
set(library_PNG "${pkgcfg_lib_PNG_png16}")
set(library_ZLIB "${PIXELFLUX_LIB_z}")
set(library_OPENH264 "${pkgcfg_lib_OPENH264_openh264}")
set(library_X264 "${pkgcfg_lib_X264_x264}")
set(free_parts TURBOJPEG XXHASH DEFLATE WEBP PNG ZLIB)
if(PIXELFLUX_OPENH264)
  list(APPEND free_parts OPENH264)
endif()
# A part of libwebp that Debian 13 has as a library of its own.
execute_process(COMMAND "${PIXELFLUX_PATCHELF}" --print-needed "${library_WEBP}" OUTPUT_VARIABLE needed_by_webp
  COMMAND_ERROR_IS_FATAL ANY)
if(needed_by_webp MATCHES "libsharpyuv")
  pkg_check_modules(SHARPYUV REQUIRED libsharpyuv)
  set(library_SHARPYUV "${pkgcfg_lib_SHARPYUV_sharpyuv}")
  list(APPEND free_parts SHARPYUV)
endif()

# Maven copies what is newer, while tests may read the copy.
function(write_what_differs file content)
  set(old)
  if(EXISTS "${file}")
    file(READ "${file}" old)
  endif()
  if(NOT old STREQUAL content)
    file(WRITE "${file}" "${content}")
  endif()
endfunction()

include(cmake/licenses.cmake)

# The link library is a symbolic link to the file whose name the loader asks for.
function(soname_of library result)
  execute_process(COMMAND "${PIXELFLUX_PATCHELF}" --print-soname "${library}" OUTPUT_VARIABLE soname
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${soname}" PARENT_SCOPE)
endfunction()

# What of the compiler is linked in.
if(PIXELFLUX_LLVM)
  set(CXX_RUNTIME libc++)
  set(CXX_RUNTIME_NOTE "with libc++abi, libunwind and Zig's compiler-rt, linked into what is shipped")
  set(CXX_RUNTIME_LICENSE "Apache-2.0 WITH LLVM-exception AND MIT")
else()
  set(CXX_RUNTIME libstdc++)
  set(CXX_RUNTIME_NOTE "with libgcc, linked into pixelflux_jni")
  set(CXX_RUNTIME_LICENSE "GPL-3.0-or-later WITH GCC-exception-3.1")
endif()

# pixelflux_bundle(EDITION NAME PART...): the bundle of pixelflux_jni_EDITION, with those libraries of others, in
# PIXELFLUX_BUNDLE_DIR/NAME, from where it becomes META-INF/native/NAME of the artifact's jar.
function(pixelflux_bundle edition name)
  set(PIXELFLUX_BUNDLE_DIR "${PIXELFLUX_BUNDLE_DIR}/${name}/META-INF/native/${name}")
  set(ours pixelflux_jni_${edition} ${loaded_when_needed})
  set(names libpixelflux_jni.so)
  foreach(library IN LISTS loaded_when_needed)
    get_target_property(output ${library} OUTPUT_NAME)
    list(APPEND names lib${output}.so)
  endforeach()
  set(parts)
  foreach(part IN LISTS ARGN)
    get_filename_component(file "${library_${part}}" REALPATH)
    soname_of("${file}" soname)
    string(REGEX REPLACE "^lib" "libpixelflux-" ${part}_FILE "${soname}")
    list(APPEND parts "${file}|${soname}|${${part}_FILE}")
    list(APPEND names "${${part}_FILE}")
  endforeach()
  list(JOIN names "\n" lines)
  file(MAKE_DIRECTORY "${PIXELFLUX_BUNDLE_DIR}")
  # What the loader has to take out of the jar.
  write_what_differs("${PIXELFLUX_BUNDLE_DIR}/files.txt" "${lines}\n")

  # What is in it, with versions and licences, as CycloneDX.
  file(READ cmake/bom.json.in bom)
  string(CONFIGURE "${bom}" bom @ONLY)
  # Last in the list, in this order.
  string(JSON number LENGTH "${bom}" components)
  foreach(part X264 OPENH264 SHARPYUV)
    math(EXPR number "${number} - 1")
    if(NOT part IN_LIST ARGN)
      string(JSON bom REMOVE "${bom}" components ${number})
    endif()
  endforeach()
  write_what_differs("${PIXELFLUX_BUNDLE_DIR}/bom.json" "${bom}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS cmake/bom.json.in)

  pixelflux_license(libjpeg-turbo libturbojpeg0-dev)
  pixelflux_license(libdeflate libdeflate-dev)
  pixelflux_license(libpng libpng-dev)
  pixelflux_license(libwebp libwebp-dev)
  pixelflux_license(xxHash libxxhash-dev)
  pixelflux_license(zlib zlib1g-dev)
  pixelflux_license(libxcb libxcb1-dev)
  pixelflux_license(libXau libxau-dev)
  pixelflux_license(libXdmcp libxdmcp-dev)
  if(PIXELFLUX_LLVM)
    pixelflux_license(libc++ libc++)
  else()
    pixelflux_license(libstdc++ libstdc++6)
  endif()
  if(SHARPYUV IN_LIST ARGN)
    pixelflux_license(libsharpyuv libwebp-dev)
  endif()
  if(OPENH264 IN_LIST ARGN)
    pixelflux_license(OpenH264 libopenh264-dev)
  endif()
  if(X264 IN_LIST ARGN)
    pixelflux_license(x264 libx264-dev)
  endif()
  pixelflux_protocol_licenses()

  set(files ${ours})
  list(TRANSFORM files REPLACE "(.+)" "$<TARGET_FILE:\\1>")
  add_custom_target(bundle_${edition} ALL
    COMMAND ${CMAKE_COMMAND} "-DOURS=${files}"
      "-DPARTS=${parts}" "-DTO=${PIXELFLUX_BUNDLE_DIR}" "-DPATCHELF=${PIXELFLUX_PATCHELF}"
      -P "${CMAKE_CURRENT_SOURCE_DIR}/cmake/own_names.cmake"
    DEPENDS ${ours} VERBATIM)
endfunction()
