# SPDX-License-Identifier: MPL-2.0
# The licences and notices of what the bundle contains, as Debian keeps them beside the very packages that it is made of.
set(PIXELFLUX_LICENSES /usr/share/doc CACHE PATH "Where the file copyright of each package is, in a folder of its name")

# pixelflux_license(NAME PACKAGE): puts the text of PACKAGE into the bundle as licenses/NAME.txt, and the licences that it
# refers to into licenses/common.
function(pixelflux_license name package)
  set(text "${PIXELFLUX_LICENSES}/${package}/copyright")
  if(NOT EXISTS "${text}")
    message(WARNING "There is no ${text}: the bundle lacks the licence of ${name}, so don't pass it on")
    return()
  endif()
  file(READ "${text}" content)
  write_what_differs("${PIXELFLUX_BUNDLE_DIR}/licenses/${name}.txt" "${content}")
  string(REGEX MATCHALL "/usr/share/common-licenses/[A-Za-z]+(-[0-9]+(\\.[0-9]+)?)?" referred "${content}")
  list(REMOVE_DUPLICATES referred)
  foreach(license IN LISTS referred)
    get_filename_component(word "${license}" NAME)
    file(READ "${license}" content)
    write_what_differs("${PIXELFLUX_BUNDLE_DIR}/licenses/common/${word}" "${content}")
  endforeach()
endfunction()

# pixelflux_protocol_licenses(): the notices of the protocols whose code is in the Wayland library.
function(pixelflux_protocol_licenses)
  file(GLOB protocols protocols/*.xml)
  set(notices)
  foreach(protocol IN LISTS protocols)
    file(READ "${protocol}" content)
    if(NOT content MATCHES "<copyright>(.*)</copyright>")
      message(FATAL_ERROR "${protocol} has no <copyright>")
    endif()
    set(notice "${CMAKE_MATCH_1}")
    get_filename_component(word "${protocol}" NAME_WE)
    string(APPEND notices "${word}\n${notice}\n")
  endforeach()
  write_what_differs("${PIXELFLUX_BUNDLE_DIR}/licenses/wayland-protocols.txt" "${notices}")
endfunction()
