<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/native/src/wire/generated/settings_table.cpp"/>
<#function row option>
  <#local place = "\"${option.name}\", &Settings::${o.snake(option.name)}">
  <#switch option.type>
    <#case "integer">
      <#if option.multipleOf??>
        <#return "multiple_option(${place}, ${option.multipleOf}, ${option.high?c})">
      </#if>
      <#if !o.isSet(option)><#return "side_option(${place}, ${option.high?c})"></#if>
      <#return "integer_option(${place}, ${option.low?c}, ${option.high?c})">
    <#case "long">
      <#return "long_option(${place}, "
          + ((option.low?c)!"std::numeric_limits<std::int64_t>::min()") + ", "
          + ((option.high?c)!"std::numeric_limits<std::int64_t>::max()") + ")">
    <#case "boolean"><#return "bool_option(${place})">
    <#case "decimal"><#case "seconds">
      <#return "double_option(${place}, ${option.low?c}, ${option.high?c})">
    <#case "text"><#case "file">
      <#return "text_option(${place}, \"${option.allowed?j_string}\")">
    <#case "words">
      <#return "choice_option<${option.cpp}>(${place}, {"
          + option.words?map(word -> "{\"${word}\", ${option.cpp}::k${word?cap_first}}")?join(", ")
          + "})">
  </#switch>
</#function>
// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by settings_table.cpp.ftl: edit those.
// clang-format off
#include <limits>

#include "settings_option.h"

namespace pixelflux {

const std::vector<SettingsOption>& settings_table() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static const auto& table = *new const std::vector<SettingsOption>{
<#list o.options as option>
        ${option.fixed???then("chooses_source(" + row(option) + ")", row(option))},
</#list>
    };
    return table;
}

}  // namespace pixelflux
