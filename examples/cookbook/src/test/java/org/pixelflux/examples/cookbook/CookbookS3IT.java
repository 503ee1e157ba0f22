// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.camel.impl.DefaultCamelContext;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for S3, against S3Proxy. */
@Timeout(300)
@Tag("nightly")
class CookbookS3IT {

    private static final String KEY = "local";
    private static final String SECRET = "secret";

    @TempDir private Path directory;

    private final Locale locale = Locale.getDefault();

    /** S3Proxy writes dates with the digits of the JVM's locale, which no client reads. */
    @BeforeEach
    void useDigitsOfAscii() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterEach
    void putLocaleBack() {
        Locale.setDefault(locale);
    }

    @Test
    void screenshotIsAnObjectOfTheBucket() throws Exception {
        try (Screen screen = new Screen();
                BlobStoreContext blobs =
                        ContextBuilder.newBuilder("transient-nio2")
                                .credentials(KEY, SECRET)
                                .build(BlobStoreContext.class);
                DefaultCamelContext context = new DefaultCamelContext()) {
            screen.fill(0, 0, Screen.WIDTH, Screen.HEIGHT, 0x204060);
            S3Proxy proxy =
                    S3Proxy.builder()
                            .blobStore(blobs.getBlobStore())
                            .endpoint(URI.create("http://127.0.0.1:0"))
                            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                            .build();
            proxy.start();
            try {
                String address = "http://127.0.0.1:" + proxy.getPort();
                context.addRoutes(
                        new Recipe("s3")
                                .with("pixelflux:screen?", screen.options())
                                .with("http://localhost:9000", address)
                                .compiled(directory));
                context.start();
                MinioClient client =
                        MinioClient.builder().endpoint(address).credentials(KEY, SECRET).build();
                await().atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .until(() -> !names(client).isEmpty());
                String name = names(client).get(0);
                assertThat(name).startsWith("desk-").endsWith(".png");
                try (InputStream object =
                        client.getObject(
                                GetObjectArgs.builder().bucket("screens").object(name).build())) {
                    BufferedImage image = ImageIO.read(object);
                    assertThat(image.getWidth()).isEqualTo(Screen.WIDTH);
                    assertThat(image.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0x204060);
                }
                context.stop();
            } finally {
                proxy.stop();
            }
        }
    }

    private static List<String> names(MinioClient client) throws Exception {
        List<String> names = new ArrayList<>();
        for (Result<Item> one :
                client.listObjects(ListObjectsArgs.builder().bucket("screens").build())) {
            names.add(one.get().objectName());
        }
        return names;
    }
}
