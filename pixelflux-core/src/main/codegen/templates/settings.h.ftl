<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/native/src/base/generated/settings.h"/>
<#function field option>
  <#local name = o.snake(option.name)>
  <#local text = o.defaultText(option)>
  <#switch option.type>
    <#case "integer"><#return "int ${name} = " + o.isSet(option)?then(text, "0")>
    <#case "long"><#return "std::int64_t ${name} = ${text}">
    <#case "boolean">
      <#return o.byMode(option)?then("std::optional<bool> ${name}", "bool ${name} = ${text}")>
    <#case "decimal"><#case "seconds"><#return "double ${name} = ${text}">
    <#case "text"><#case "file"><#return "std::string ${name}">
    <#case "words"><#return "${option.cpp} ${name} = ${option.cpp}::k${text?cap_first}">
  </#switch>
</#function>
// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by settings.h.ftl: edit those.
// clang-format off
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "option_words.h"

namespace pixelflux {

// What to capture and how to encode it. Names, defaults and ranges are those of the Java options.
// "Frames" are those of the ceiling `fps`, taken or not.
struct Settings {
<#list o.options as option>
${o.lines(o.description(option), "    // ")}
<#if option.type == "integer" && !o.isSet(option)>
    // 0: not set.
</#if>
    ${field(option)};
</#list>
};

}  // namespace pixelflux
