// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The private key and the certificates with which the server speaks https and wss. Immutable; the
 * routes read the file again when they start.
 *
 * @param keyStore a file in PKCS#12, as {@code openssl pkcs12 -export} and {@code keytool} write it
 * @param password opens the file and the key in it
 */
public record Certificate(Path keyStore, String password) {

    /**
     * Opens the file once, so that a mistake shows before a server starts.
     *
     * @throws IllegalArgumentException if the file holds no private key that this password opens;
     *     the message begins with {@code tls:} and names the file
     */
    public Certificate {
        if (password == null) {
            throw new IllegalArgumentException("tls: the password of " + keyStore + " is missing");
        }
        if (!Files.isReadable(keyStore)) {
            throw new IllegalArgumentException("tls: " + keyStore + " is not a readable file");
        }
        try {
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
            String first = store.size() == 0 ? null : store.aliases().nextElement();
            if (first == null || store.getKey(first, password.toCharArray()) == null) {
                throw new IllegalArgumentException("tls: " + keyStore + " holds no private key");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "tls: " + keyStore + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** For Camel's servers. */
    SSLContextParameters parameters() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource(keyStore.toUri().toString());
        store.setPassword(password);
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword(password);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keys);
        return parameters;
    }

    /** Names the file and does not contain the password. */
    @Override
    public String toString() {
        return keyStore.toString();
    }
}
