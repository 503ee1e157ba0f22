// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pixelflux.web.Certificate;

/** A certificate for localhost that nobody has signed, made by the JDK's keytool. */
public final class TestCertificate {

    public static final String PASSWORD = "only for this test";

    private TestCertificate() {}

    /** Makes one in that directory. */
    public static Certificate in(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("localhost.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString());
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with code " + code);
        }
        return new Certificate(file, PASSWORD);
    }
}
