# SPDX-License-Identifier: MPL-2.0
# cmake -DSCRIPT=FILE -DGENERATOR=NAME -P forget_if_moved_test.cmake: moves a project that was configured, below the
# current folder. CMake refuses it there, and configures it after forget_if_moved.cmake. What was not moved keeps its
# build directory, also when it is reached through a link.
cmake_minimum_required(VERSION 3.25)
set(folder "${CMAKE_CURRENT_BINARY_DIR}/forget if moved")
set(before "${folder}/before")
set(after "${folder}/after")
set(link "${folder}/link")

function(run result)
  execute_process(COMMAND "${CMAKE_COMMAND}" ${ARGN}
    RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  set(${result} "${code}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

function(configure project)
  run(failed -G "${GENERATOR}" -S "${project}" -B "${project}/build")
  if(failed)
    message(FATAL_ERROR "${project} is not configured:\n${said}")
  endif()
endfunction()

function(forget_if_moved project)
  run(failed "-DBUILD=${project}/build" -P "${SCRIPT}")
  if(failed)
    message(FATAL_ERROR "forget_if_moved.cmake failed:\n${said}")
  endif()
endfunction()

function(expect_built project)
  if(NOT EXISTS "${project}/build/built")
    message(FATAL_ERROR "The build directory of ${project} was emptied, though it was not moved")
  endif()
endfunction()

file(REMOVE_RECURSE "${folder}")
file(WRITE "${before}/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)\nproject(tiny LANGUAGES NONE)\n")
forget_if_moved("${before}") # there is nothing yet
configure("${before}")
file(TOUCH "${before}/build/built")
forget_if_moved("${before}")
expect_built("${before}")
file(CREATE_LINK "${before}" "${link}" SYMBOLIC)
forget_if_moved("${link}")
expect_built("${link}")

file(RENAME "${before}" "${after}")
run(refused -G "${GENERATOR}" -S "${after}" -B "${after}/build")
if(NOT refused)
  message(FATAL_ERROR "CMake goes on in a build directory that was moved, so that this test shows nothing")
endif()
forget_if_moved("${after}")
configure("${after}")
if(EXISTS "${after}/build/built")
  message(FATAL_ERROR "What was built before the move is still there")
endif()
