package freshet.gateway.http;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.SettingException;
import freshet.gateway.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the server's certificate is. Immutable.
 *
 * @param certificate a PEM file with the certificate and those that it rests on, or a PKCS12 file
 *     with the key as well
 * @param key a PEM file with the key in PKCS8; empty for PKCS12
 * @param password of the PKCS12 file
 */
record TlsSettings(Path certificate, Optional<Path> key, String password) {
    private static final Setting<String> CERTIFICATE = Setting.text("http.tls.certificate", "");
    private static final Setting<String> KEY = Setting.text("http.tls.key", "");
    private static final Setting<List<String>> PASSWORD = Setting.secrets("http.tls.password");

    static final List<Setting<?>> ALL = List.of(CERTIFICATE, KEY, PASSWORD);

    /** @throws SettingException if they contradict each other, or a file cannot be used */
    static Optional<TlsSettings> of(Settings settings) {
        String certificate = settings.get(CERTIFICATE);
        String key = settings.get(KEY);
        List<String> password = settings.get(PASSWORD);
        if (certificate.isEmpty()) {
            if (!key.isEmpty() || !password.isEmpty()) {
                throw new SettingException("http.tls.key or http.tls.password is given without http.tls.certificate;"
                        + " give all of them or none");
            }
            return Optional.empty();
        }
        if (key.isEmpty() == password.isEmpty()) {
            throw new SettingException("http.tls.certificate needs either http.tls.key, both PEM files, or"
                    + " http.tls.password, for a PKCS12 file");
        }
        TlsSettings tls = new TlsSettings(
                Path.of(certificate),
                key.isEmpty() ? Optional.empty() : Optional.of(Path.of(key)),
                String.join(",", password));
        Certificates.load(tls);
        return Optional.of(tls);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[" + certificate + "]";
    }
}
