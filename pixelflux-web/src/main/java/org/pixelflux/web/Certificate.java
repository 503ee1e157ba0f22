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
 * The key and the certificates with which a server proves its identity.
 *
 * @param keyStore a file in PKCS#12, as {@code openssl pkcs12 -export} and {@code keytool} write it
 * @param password of the file and the key in it
 */
public record Certificate(Path keyStore, String password) {

    /**
     * @throws IllegalArgumentException naming the option, if the file holds no key that this
     *     password opens
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

    /** Without the password. */
    @Override
    public String toString() {
        return keyStore.toString();
    }
}
