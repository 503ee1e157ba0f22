# SPDX-License-Identifier: MPL-2.0
# cmake -DBUILD=DIRECTORY -P forget_if_moved.cmake: a build directory that was configured at another place, because
# the checkout was moved or copied since, is emptied. CMake itself refuses to go on there.
if(NOT BUILD)
  message(FATAL_ERROR "-DBUILD=DIRECTORY is missing")
endif()
get_filename_component(build "${BUILD}" REALPATH)
if(EXISTS "${build}/CMakeCache.txt")
  file(STRINGS "${build}/CMakeCache.txt" configured REGEX "^CMAKE_CACHEFILE_DIR:")
  string(REGEX REPLACE "^[^=]*=" "" configured "${configured}")
  get_filename_component(place "${configured}" REALPATH)
  if(NOT place STREQUAL build)
    message(STATUS "${build} was configured as ${configured}: building anew")
    file(REMOVE_RECURSE "${build}")
  endif()
endif()
