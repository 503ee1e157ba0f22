<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/docs/options.md"/>
<#function allowed option>
  <#switch option.type>
    <#case "long"><#return option.low???then(o.range(option), "any")>
    <#case "words"><#return "`" + option.words?join("`, `") + "`">
    <#case "boolean"><#return "`false`, `true`">
    <#default><#return o.range(option)>
  </#switch>
</#function>
<#function defaultValue option>
  <#if o.byMode(option)><#return "`true` with `mode=${option.onIn}`, else `false`"></#if>
  <#return o.isSet(option)?then("`" + o.defaultText(option) + "`", "")>
</#function>
<!-- SPDX-License-Identifier: MPL-2.0 -->
<!-- Generated from capture-options.tdd by options.md.ftl: edit those. -->
# Options of a capture

An option has the same name in Java (`CaptureSettings.builder().jpegQuality(90)`), in a URI (`?jpegQuality=90`) and on
the examples' command lines (`--jpegQuality 90`). In a URI `source` is the part before the `?`. For a name that ends in
`Seconds`, Java's builder takes a `Duration` and drops that ending: `keyframeInterval(Duration.ofSeconds(5))`.

The library refuses a value that is out of range; the message has the option's name, the value and the allowed range.
A running capture can change every option (`update`) except
<#list o.options?filter(option -> option.fixed??) as option>`${option.name}`<#sep>,${(option?counter % 6 == 0)?then("\n", " ")}</#list>.
<#list table.groups as group>

## ${group.title}

<#if group.intro??>
${group.intro}

</#if>
| option | default | allowed | what it is |
|---|---|---|---|
<#list group.options as option>
| `${option.name}` | ${defaultValue(option)} | ${allowed(option)} | ${o.description(option)} |
</#list>
</#list>
