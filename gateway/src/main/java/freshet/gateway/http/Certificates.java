package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key from files, PEM or PKCS12. */
final class Certificates {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Certificates() {}

    /**
     * A store in memory with one key, under no password but that of the settings.
     *
     * @throws SettingException if a file cannot be read or holds something else
     */
    static KeyStore load(TlsSettings tls) {
        Path file = tls.certificate();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (tls.key().isEmpty()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    store.load(bytes, tls.password().toCharArray());
                }
                return store;
            }
            file = tls.key().get();
            PrivateKey key = key(file);
            file = tls.certificate();
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (chain.isEmpty()) {
                throw new SettingException(file + " has no certificate; give a PEM file (http.tls.certificate)");
            }
            store.load(null, null);
            store.setKeyEntry("server", key, tls.password().toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new SettingException(
                    file + " cannot be read for TLS: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "; check path, rights and password (http.tls.*)",
                    e);
        } catch (GeneralSecurityException e) {
            throw new SettingException(
                    file + " cannot be used for TLS: " + e.getMessage() + "; give PEM files, or a PKCS12 file", e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new SettingException(file + " has no PKCS8 key without a password; make one by:"
                    + " openssl pkcs8 -topk8 -nocrypt -in KEY -out " + file);
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new GeneralSecurityException("the key is neither EC, RSA nor Ed25519");
    }
}
