# SPDX-License-Identifier: MPL-2.0
# pixelflux_room(NAME [SEES ROOM...] [SOURCES FILE...] [WITH LIBRARY...]): the folder of the calling CMakeLists.txt is a
# room of the library. It sees the headers of the rooms that it names, and of those that they see: an include of another
# one does not compile. A room can only name rooms that were described before it, so no circle can arise. WITH: libraries
# of others that its code includes. A room without SOURCES has only headers.
function(pixelflux_room name)
  cmake_parse_arguments(room "" "" "SEES;SOURCES;WITH" ${ARGN})
  set(target pixelflux_${name})
  if(room_SOURCES)
    set(scope PUBLIC)
    add_library(${target} STATIC ${room_SOURCES})
    precompiled_for(${target} WITH library_headers)
  else()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${CMAKE_CURRENT_SOURCE_DIR})
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/generated)
    target_include_directories(${target} ${scope} ${CMAKE_CURRENT_SOURCE_DIR}/generated)
  endif()
  target_link_libraries(${target} ${scope} pixelflux_options ${room_WITH})
  foreach(seen IN LISTS room_SEES)
    if(NOT TARGET pixelflux_${seen})
      message(FATAL_ERROR "The room ${name} cannot see '${seen}', which is described after it or not at all")
    endif()
    target_link_libraries(${target} ${scope} pixelflux_${seen})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY PIXELFLUX_ROOMS ${name})
endfunction()
