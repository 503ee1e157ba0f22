# SPDX-License-Identifier: MPL-2.0
# The JNI library and its bundle: itself and what a bare server lacks, side by side, found through $ORIGIN.
if(NOT EXISTS "$ENV{JAVA_HOME}/include/jni.h")
  message(FATAL_ERROR "JAVA_HOME='$ENV{JAVA_HOME}' has no include/jni.h; set it to a JDK, 17 or later")
endif()

add_library(pixelflux_jni MODULE jni/display_jni.cpp jni/input_jni.cpp jni/jni_guard.cpp jni/pixelflux_jni.cpp)
target_include_directories(pixelflux_jni PRIVATE
  jni "${PIXELFLUX_JNI_HEADERS}" "$ENV{JAVA_HOME}/include" "$ENV{JAVA_HOME}/include/linux")
target_compile_definitions(pixelflux_jni PRIVATE PIXELFLUX_VERSION="${PIXELFLUX_VERSION}"
  PIXELFLUX_TURBOJPEG_VERSION="${TURBOJPEG_VERSION}" PIXELFLUX_DEFLATE_VERSION="${DEFLATE_VERSION}")
target_link_libraries(pixelflux_jni PRIVATE pixelflux)
target_link_options(pixelflux_jni PRIVATE
  -static-libstdc++ -static-libgcc
  -Wl,--as-needed -Wl,--no-undefined -Wl,-z,relro,-z,now
  -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/pixelflux_jni.map)
set_target_properties(pixelflux_jni PROPERTIES
  BUILD_RPATH "$ORIGIN"
  LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/pixelflux_jni.map")
add_custom_command(TARGET pixelflux_jni POST_BUILD
  COMMAND $<$<CONFIG:Release>:${CMAKE_STRIP}> $<$<CONFIG:Release>:$<TARGET_FILE:pixelflux_jni>> VERBATIM)

# What speaks with Wayland compositors is loaded when it is needed: it needs the system's libwayland-client.
add_library(pixelflux_wayland_library MODULE jni/wayland_entry.cpp)
target_link_libraries(pixelflux_wayland_library PRIVATE pixelflux_wayland_client)
target_link_options(pixelflux_wayland_library PRIVATE
  -static-libstdc++ -static-libgcc
  -Wl,--as-needed -Wl,--no-undefined -Wl,-z,relro,-z,now
  -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/pixelflux_wayland.map)
set_target_properties(pixelflux_wayland_library PROPERTIES
  OUTPUT_NAME pixelflux_wayland
  LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/pixelflux_wayland.map")
add_custom_command(TARGET pixelflux_wayland_library POST_BUILD
  COMMAND $<$<CONFIG:Release>:${CMAKE_STRIP}> $<$<CONFIG:Release>:$<TARGET_FILE:pixelflux_wayland_library>> VERBATIM)

if(PIXELFLUX_BUNDLE_DIR)
  find_program(PIXELFLUX_PATCHELF patchelf REQUIRED)
  find_library(PIXELFLUX_LIB_z z REQUIRED) # of libpng
  # The link library is a symbolic link to the file whose name the loader asks for.
  function(soname_of library result)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p "${library}" OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "SONAME +([^\n]+)" _ "${dynamic}")
    set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
  endfunction()

  set(library_TURBOJPEG "${pkgcfg_lib_TURBOJPEG_turbojpeg}")
  set(library_XXHASH "${pkgcfg_lib_XXHASH_xxhash}")
  set(library_DEFLATE "${pkgcfg_lib_DEFLATE_deflate}")
  set(library_WEBP "${pkgcfg_lib_WEBP_webp}")
  set(library_PNG "${pkgcfg_lib_PNG_png16}")
  set(library_ZLIB "${PIXELFLUX_LIB_z}")
  set(needed TURBOJPEG XXHASH DEFLATE WEBP PNG ZLIB)
  if(PIXELFLUX_X264)
    set(library_X264 "${pkgcfg_lib_X264_x264}")
    list(APPEND needed X264)
  endif()
  if(PIXELFLUX_OPENH264)
    set(library_OPENH264 "${pkgcfg_lib_OPENH264_openh264}")
    list(APPEND needed OPENH264)
  endif()
  set(names libpixelflux_jni.so libpixelflux_wayland.so)
  set(parts)
  foreach(name ${needed})
    get_filename_component(file "${library_${name}}" REALPATH)
    soname_of("${file}" soname)
    string(REGEX REPLACE "^lib" "libpixelflux-" ${name}_FILE "${soname}")
    list(APPEND parts "${file}|${soname}|${${name}_FILE}")
    list(APPEND names "${${name}_FILE}")
  endforeach()
  list(JOIN names "\n" lines)
  file(MAKE_DIRECTORY "${PIXELFLUX_BUNDLE_DIR}")
  # What the loader has to take out of the jar.
  file(WRITE "${PIXELFLUX_BUNDLE_DIR}/files.txt" "${lines}\n")
  # What is in it, with versions and licences, as CycloneDX.
  pkg_check_modules(ZLIB REQUIRED zlib)
  pkg_check_modules(XCB REQUIRED xcb)
  pkg_check_modules(XAU REQUIRED xau)
  pkg_check_modules(XDMCP REQUIRED xdmcp)
  file(READ cmake/bom.json.in bom)
  string(CONFIGURE "${bom}" bom @ONLY)
  # Last in the list, in this order.
  string(JSON part LENGTH "${bom}" components)
  foreach(name X264 OPENH264)
    math(EXPR part "${part} - 1")
    if(NOT PIXELFLUX_${name})
      string(JSON bom REMOVE "${bom}" components ${part})
    endif()
  endforeach()
  file(WRITE "${PIXELFLUX_BUNDLE_DIR}/bom.json" "${bom}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS cmake/bom.json.in)
  include(cmake/licenses.cmake)
  pixelflux_license(libjpeg-turbo libturbojpeg0-dev)
  pixelflux_license(libdeflate libdeflate-dev)
  pixelflux_license(libpng libpng-dev)
  pixelflux_license(libwebp libwebp-dev)
  pixelflux_license(xxHash libxxhash-dev)
  pixelflux_license(zlib zlib1g-dev)
  pixelflux_license(libxcb libxcb1-dev)
  pixelflux_license(libXau libxau-dev)
  pixelflux_license(libXdmcp libxdmcp-dev)
  pixelflux_license(libstdc++ libstdc++6)
  if(PIXELFLUX_OPENH264)
    pixelflux_license(OpenH264 libopenh264-dev)
  endif()
  if(PIXELFLUX_X264)
    pixelflux_license(x264 libx264-dev)
  endif()
  pixelflux_protocol_licenses()
  add_custom_target(bundle ALL
    COMMAND ${CMAKE_COMMAND} "-DOURS=$<TARGET_FILE:pixelflux_jni>;$<TARGET_FILE:pixelflux_wayland_library>"
      "-DPARTS=${parts}" "-DTO=${PIXELFLUX_BUNDLE_DIR}" "-DPATCHELF=${PIXELFLUX_PATCHELF}"
      -P "${CMAKE_CURRENT_SOURCE_DIR}/cmake/own_names.cmake"
    DEPENDS pixelflux_jni pixelflux_wayland_library VERBATIM)
endif()
