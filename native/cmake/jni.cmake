# SPDX-License-Identifier: MPL-2.0
# The JNI library in two editions, `free` of GPL code and `gpl`, which has x264 too, and a bundle of each: the library
# and what a bare server lacks, side by side, found through $ORIGIN.
if(NOT EXISTS "$ENV{JAVA_HOME}/include/jni.h")
  message(FATAL_ERROR "JAVA_HOME='$ENV{JAVA_HOME}' has no include/jni.h; set it to a JDK, 17 or later")
endif()

# javac writes the headers: a signature that changes on one side alone does not compile.
set(native_classes NativeCapture NativeDisplay NativeInput)
set(java_folder "${PROJECT_SOURCE_DIR}/../pixelflux-core/src/main/java/org/pixelflux")
set(jni_headers "${PROJECT_BINARY_DIR}/jni_headers")
set(java_sources ${native_classes})
list(TRANSFORM java_sources REPLACE "(.+)" "${java_folder}/\\1.java")
set(headers ${native_classes})
list(TRANSFORM headers REPLACE "(.+)" "${jni_headers}/org_pixelflux_\\1.h")
add_custom_command(OUTPUT ${headers} DEPENDS ${java_sources} VERBATIM
  COMMAND "$ENV{JAVA_HOME}/bin/javac" --release 17 -proc:none -encoding UTF-8 -cp "${PIXELFLUX_JNI_ANNOTATIONS}"
    -h "${jni_headers}" -d "${jni_headers}/classes" ${java_sources})

add_library(pixelflux_jni_objects OBJECT ${headers}
  jni/display_jni.cpp jni/input_jni.cpp jni/jni_guard.cpp jni/pixelflux_jni.cpp)
target_include_directories(pixelflux_jni_objects PRIVATE
  jni "${jni_headers}" "$ENV{JAVA_HOME}/include" "$ENV{JAVA_HOME}/include/linux")
target_compile_definitions(pixelflux_jni_objects PRIVATE PIXELFLUX_VERSION="${PIXELFLUX_VERSION}"
  PIXELFLUX_TURBOJPEG_VERSION="${TURBOJPEG_VERSION}" PIXELFLUX_DEFLATE_VERSION="${DEFLATE_VERSION}")
target_link_libraries(pixelflux_jni_objects PRIVATE pixelflux_rooms)

# pixelflux_shipped(TARGET NAME): links the module TARGET as lib${NAME}.so, which shows what NAME.map says.
function(pixelflux_shipped target name)
  target_link_options(${target} PRIVATE
    -static-libstdc++ -static-libgcc
    -Wl,--as-needed -Wl,--no-undefined -Wl,-z,relro,-z,now
    -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/${name}.map)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name}
    LINKER_LANGUAGE CXX
    BUILD_WITH_INSTALL_RPATH ON # nothing of where it was linked
    INSTALL_RPATH ""
    LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}.map")
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND $<$<CONFIG:Release>:${CMAKE_STRIP}> $<$<CONFIG:Release>:$<TARGET_FILE:${target}>> VERBATIM)
endfunction()

# pixelflux_loaded_when_needed(NAME ENTRY LIBRARY): libpixelflux_NAME.so, which needs libraries that not every system
# has, so that it is loaded when it is needed; it stands in every bundle.
set(loaded_when_needed)
function(pixelflux_loaded_when_needed name entry library)
  set(target pixelflux_${name}_library)
  add_library(${target} MODULE ${entry})
  target_link_libraries(${target} PRIVATE ${library})
  pixelflux_shipped(${target} pixelflux_${name})
  set(loaded_when_needed ${loaded_when_needed} ${target} PARENT_SCOPE)
endfunction()
pixelflux_loaded_when_needed(wayland jni/wayland_entry.cpp pixelflux_wayland_client)
pixelflux_loaded_when_needed(portal jni/portal_entry.cpp pixelflux_portal_client)

foreach(edition IN ITEMS free gpl)
  if(TARGET pixelflux_${edition})
    add_library(pixelflux_jni_${edition} MODULE $<TARGET_OBJECTS:pixelflux_jni_objects>)
    target_link_libraries(pixelflux_jni_${edition} PRIVATE pixelflux_${edition})
    pixelflux_shipped(pixelflux_jni_${edition} pixelflux_jni)
    set_target_properties(pixelflux_jni_${edition} PROPERTIES
      INSTALL_RPATH "$ORIGIN"
      LIBRARY_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${edition}")
  endif()
endforeach()

if(PIXELFLUX_BUNDLE_DIR)
  include(cmake/bundle.cmake)
  pixelflux_bundle(free "${PIXELFLUX_PLATFORM}" ${free_parts})
  if(TARGET pixelflux_jni_gpl)
    pixelflux_bundle(gpl "${PIXELFLUX_PLATFORM}-gpl" ${free_parts} X264)
  endif()
endif()
