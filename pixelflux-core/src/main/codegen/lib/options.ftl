<#-- SPDX-License-Identifier: MPL-2.0 -->
<#-- What the templates share: the rows of the table, and how a row is named and written. -->
<#assign options = []>
<#list table.groups as group>
  <#assign options += group.options>
</#list>

<#-- A row that lacks something stops the build with a word on what to write. -->
<#assign number = ["low", "high", "default"]>
<#assign fields = {
  "integer": ["high"], "decimal": number, "seconds": number, "long": ["default"],
  "boolean": [], "words": ["words", "default", "java", "cpp"],
  "text": ["allowed"], "file": ["allowed"]
}>
<#list options as option>
  <#if !fields[option.type!""]??>
    <#stop "capture-options.tdd: the row of ${option.name} has no type of ${fields?keys?join(', ')}">
  </#if>
  <#assign lowest = (option.type == "integer" && !option.multipleOf??)?then(["low"], [])>
  <#list ["summary"] + lowest + fields[option.type] as field>
    <#if !option[field]??>
      <#stop "capture-options.tdd: the row of ${option.name} needs `${field}`">
    </#if>
  </#list>
  <#if option.type == "boolean" && !option.default?? && !option.onIn??>
    <#stop "capture-options.tdd: the row of ${option.name} needs `default` or `onIn`">
  </#if>
</#list>

<#-- jpegQuality: JPEG_QUALITY -->
<#function constant name>
  <#return name?replace("([A-Z])", "_$1", "r")?upper_case>
</#function>

<#-- jpegQuality: jpeg_quality -->
<#function snake name>
  <#return constant(name)?lower_case>
</#function>

<#-- The method of Java's settings and their builder. -->
<#function method option>
  <#return (option.type == "seconds")?then(option.name?remove_ending("Seconds"), option.name)>
</#function>

<#function isSet option>
  <#return option.default??>
</#function>

<#-- A boolean that is not set has a value nevertheless, by the mode. -->
<#function byMode option>
  <#return option.onIn??>
</#function>

<#-- What is allowed, as messages and manuals show it. -->
<#function range option>
  <#switch option.type>
    <#case "boolean"><#return "false, true">
    <#case "words"><#return option.words?join(", ")>
    <#case "text">
    <#case "file"><#return option.allowed>
    <#case "long"><#return ((option.low?c)!"-9223372036854775808") + ".." + ((option.high?c)!"9223372036854775807")>
  </#switch>
  <#if option.multipleOf??>
    <#return "0 or a multiple of ${option.multipleOf} in ${option.multipleOf}..${option.high?c}">
  </#if>
  <#return "${option.low?c}..${option.high?c}">
</#function>

<#-- The default as a text, 1.5 or jpeg; empty if there is none. -->
<#function defaultText option>
  <#if !isSet(option)><#return ""></#if>
  <#return option.default?is_string?then(option.default, option.default?c)>
</#function>

<#function description option>
  <#return option.summary + option.details?has_content?then(" " + (option.details)!"", "")>
</#function>

<#-- The text in lines of at most 100 columns, each after `indent`. -->
<#function lines text indent>
  <#local done = "", line = indent>
  <#list text?split(" ") as word>
    <#if line?length + word?length gt 100>
      <#local done += line?remove_ending(" ") + "\n", line = indent>
    </#if>
    <#local line += word + " ">
  </#list>
  <#return done + line?remove_ending(" ")>
</#function>

<#-- The text as a string of Java, over several lines, each after `indent`, where it is long. -->
<#function literal text indent>
  <#local done = "", line = indent + "\"">
  <#list text?split(" ") as word>
    <#if line?length + word?length gt 96>
      <#local done += line + "\"\n", line = indent + "+ \"">
    </#if>
    <#local line += word?j_string + word?is_last?then("", " ")>
  </#list>
  <#return done?remove_beginning(indent) + done?has_content?then(line, line?remove_beginning(indent)) + "\"">
</#function>
