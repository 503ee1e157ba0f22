# SPDX-License-Identifier: MPL-2.0
# cmake -DOURS=FILE;... -DPARTS=FILE|SONAME|NAME;... -DTO=DIRECTORY -DPATCHELF=PROGRAM -P own_names.cmake: copies our
# libraries and the parts that they need to the directory, each part as NAME, which becomes its SONAME too. The dynamic
# linker takes a library that is loaded already for every one that is wanted by its SONAME: with Debian's names, a libpng
# that the program loads later would bind to our zlib.
cmake_minimum_required(VERSION 3.25)

# One change at a time: patchelf 0.14 mixes several up.
function(patch file)
  execute_process(COMMAND "${PATCHELF}" ${ARGN} "${file}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Needs the parts by their own names.
function(copied file name)
  # Written anew under another name: a JVM may have the old one mapped.
  set(copy "${TO}/${name}.new")
  file(COPY_FILE "${file}" "${copy}")
  execute_process(COMMAND "${PATCHELF}" --print-needed "${file}" OUTPUT_VARIABLE needed COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "\n" ";" needed "${needed}")
  foreach(part IN LISTS PARTS)
    string(REGEX MATCH "^[^|]*\\|([^|]*)\\|(.*)$" _ "${part}")
    if(CMAKE_MATCH_1 IN_LIST needed)
      patch("${copy}" --replace-needed "${CMAKE_MATCH_1}" "${CMAKE_MATCH_2}")
    endif()
  endforeach()
endfunction()

function(finished name)
  file(CHMOD "${TO}/${name}.new" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ WORLD_READ)
  file(RENAME "${TO}/${name}.new" "${TO}/${name}")
endfunction()

set(kept)
foreach(file IN LISTS OURS)
  get_filename_component(name "${file}" NAME)
  copied("${file}" "${name}")
  finished("${name}")
  list(APPEND kept "${TO}/${name}")
endforeach()
foreach(part IN LISTS PARTS)
  string(REGEX MATCH "^([^|]*)\\|[^|]*\\|(.*)$" _ "${part}")
  set(name "${CMAKE_MATCH_2}")
  copied("${CMAKE_MATCH_1}" "${name}")
  patch("${TO}/${name}.new" --set-soname "${name}")
  patch("${TO}/${name}.new" --set-rpath "$ORIGIN")
  finished("${name}")
  list(APPEND kept "${TO}/${name}")
endforeach()

# What an older build has left.
file(GLOB old "${TO}/*.so" "${TO}/*.so.*")
list(REMOVE_ITEM old ${kept})
if(old)
  file(REMOVE ${old})
endif()
