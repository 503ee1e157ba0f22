# SPDX-License-Identifier: MPL-2.0
# pixelflux_wayland_protocols(TARGET SIDE FILE...): a library of what wayland-scanner makes of these descriptions of
# protocols; SIDE: client or server, whose headers it has.
pkg_get_variable(WAYLAND_SCANNER wayland-scanner wayland_scanner)
pkg_get_variable(WAYLAND_PROTOCOLS wayland-protocols pkgdatadir)
if(NOT WAYLAND_SCANNER OR NOT WAYLAND_PROTOCOLS)
  message(FATAL_ERROR "wayland-scanner or wayland-protocols is missing (Debian: libwayland-dev, wayland-protocols)")
endif()

function(pixelflux_wayland_protocols target side)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
  file(MAKE_DIRECTORY ${folder})
  set(generated)
  foreach(file IN LISTS ARGN)
    get_filename_component(name ${file} NAME_WE)
    set(header ${folder}/${name}-${side}-protocol.h)
    set(code ${folder}/${name}-protocol.c)
    add_custom_command(OUTPUT ${header} DEPENDS ${file} VERBATIM
      COMMAND ${WAYLAND_SCANNER} ${side}-header ${file} ${header})
    add_custom_command(OUTPUT ${code} DEPENDS ${file} VERBATIM
      COMMAND ${WAYLAND_SCANNER} private-code ${file} ${code})
    list(APPEND generated ${header} ${code})
  endforeach()
  add_library(${target} STATIC ${generated})
  target_include_directories(${target} SYSTEM PUBLIC ${folder})
endfunction()
