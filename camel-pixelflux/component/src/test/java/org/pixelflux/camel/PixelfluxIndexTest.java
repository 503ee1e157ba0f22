// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.apache.camel.Converter;
import org.apache.camel.spi.annotations.Component;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Test;

/** The index of the jar, as Quarkus reads it. */
class PixelfluxIndexTest {

    @Test
    void knowsTheComponentAndItsConverters() throws Exception {
        Index index = index();
        assertThat(index.getAnnotations(DotName.createSimple(Component.class)))
                .extracting(annotation -> annotation.target().asClass().name().toString())
                .contains(PixelfluxComponent.class.getName());
        assertThat(index.getClassByName(PixelfluxConverters.class)).isNotNull();
        assertThat(index.getAnnotations(DotName.createSimple(Converter.class))).isNotEmpty();
    }

    /** That of the place where the component is, since others have one, too. */
    private static Index index() throws IOException {
        URL classFile = PixelfluxComponent.class.getResource("PixelfluxComponent.class");
        String place = PixelfluxComponent.class.getName().replace('.', '/') + ".class";
        URL index = new URL(classFile.toString().replace(place, "META-INF/jandex.idx"));
        try (InputStream in = index.openStream()) {
            return new IndexReader(in).read();
        }
    }
}
