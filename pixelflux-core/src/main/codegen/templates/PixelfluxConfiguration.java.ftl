<#-- SPDX-License-Identifier: MPL-2.0 -->
<#import "/@lib/options.ftl" as o>
<@pp.renameOutputFile name="/camel-pixelflux/component/src/generated/java/org/pixelflux/camel/PixelfluxConfiguration.java"/>
<#-- A word that is a number is no constant's name, which is what Spring Boot reads. -->
<#function asText option>
  <#return option.type == "words" && option.words?filter(word -> word?matches("[0-9]+"))?has_content>
</#function>
<#function type option>
  <#if asText(option)><#return "String"></#if>
  <#switch option.type>
    <#case "integer"><#return o.isSet(option)?then("int", "Integer")>
    <#case "boolean"><#return o.byMode(option)?then("Boolean", "boolean")>
    <#case "decimal"><#case "seconds"><#return "double">
    <#case "text"><#case "file"><#return "String">
    <#case "words"><#return option.java>
    <#default><#return option.type>
  </#switch>
</#function>
<#-- What Camel's plugin reads into the component's metadata. -->
<#macro annotation option>
<#if (option.camel!"") == "path">
    @UriPath(enums = "${option.words?join(",")}")
    @Metadata(required = true)
<#else>
<#local parts = []>
<#if option.camel??><#local parts += ["label = \"${option.camel}\""]></#if>
<#if option.words??><#local parts += ["enums = \"${option.words?join(\",\")}\""]></#if>
<#if o.isSet(option)><#local parts += ["defaultValue = \"${o.defaultText(option)}\""]></#if>
    @UriParam<#if parts?has_content>(${parts?join(", ")})</#if>
</#if>
</#macro>
<#-- Where no value says the same as none. -->
<#function nullable option>
  <#return ((option.type == "integer" && !o.isSet(option)) || o.byMode(option))?then("@Nullable ", "")>
</#function>
<#function documented option>
  <#local numeric = ["integer", "decimal", "seconds"]?seq_contains(option.type)>
  <#return o.description(option) + numeric?then(" Allowed: ${o.range(option)}.", "")>
</#function>
// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by PixelfluxConfiguration.java.ftl: edit those.
package org.pixelflux.camel;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureOption;
import org.pixelflux.CaptureSettings;
<#list o.options?filter(option -> option.java?? && !asText(option))?map(option -> option.java)?sort as type>
import org.pixelflux.${type};
</#list>

/**
 * The options of a pixelflux endpoint, which are the options of a capture under the same names.
 *
 * <p>Setters take any value; {@link #toSettings()} is where all of them are checked.
 */
@UriParams
public class PixelfluxConfiguration implements Cloneable {
<#list o.options as option>

<@annotation option=option/>
    private ${nullable(option)}${type(option)} ${option.name} = CaptureOption.${o.constant(option.name)}.${asText(option)?then("defaultText", "defaultValue")}();
</#list>

    /**
     * The settings of a capture with these options.
     *
     * @throws IllegalArgumentException if a value is out of its range or two options contradict
     *     each other; the message names the option, its value and what is allowed
     */
    public CaptureSettings toSettings() {
        CaptureSettings.Builder settings = CaptureSettings.builder();
<#list o.options as option>
<#if asText(option)>
        settings.set("${option.name}", ${option.name});
<#elseif nullable(option) == "">
        settings.set(CaptureOption.${o.constant(option.name)}, ${option.name});
<#else>
        if (${option.name} != null) {
            settings.set(CaptureOption.${o.constant(option.name)}, ${option.name});
        }
</#if>
</#list>
        return settings.build();
    }

    /** An independent configuration with the same values. */
    public PixelfluxConfiguration copy() {
        try {
            return (PixelfluxConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
<#list o.options as option>

    public ${nullable(option)}${type(option)} ${(type(option) == "boolean")?then("is", "get")}${option.name?cap_first}() {
        return ${option.name};
    }

    /**
${o.lines(documented(option), "     * ")}
     */
    public void set${option.name?cap_first}(${type(option)} ${option.name}) {
        this.${option.name} = ${option.name};
    }
</#list>
}
