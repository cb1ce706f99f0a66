package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a new certificate as soon as its files change; a bad one leaves the old one in use. */
final class RenewedCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedCertificate.class);

    private final TlsSettings tls;
    private final SslContextFactory.Server factory;
    private List<String> seen;

    RenewedCertificate(TlsSettings tls, SslContextFactory.Server factory) {
        this.tls = tls;
        this.factory = factory;
        this.seen = versions();
    }

    /** Looks at the files; called by one thread at a time. */
    void look() {
        List<String> now = versions();
        if (now.isEmpty() || now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            factory.reload(changed -> changed.setKeyStore(Certificates.load(tls)));
            LOG.info("took the new certificate of {}", tls.certificate());
        } catch (SettingException e) {
            LOG.error("the old certificate stays in use: {}", e.getMessage());
        } catch (Exception e) {
            LOG.error("the old certificate stays in use: the new one of {} is refused", tls.certificate(), e);
        }
    }

    private List<String> versions() {
        List<String> versions = new ArrayList<>();
        try {
            versions.add(Files.getLastModifiedTime(tls.certificate()) + " " + Files.size(tls.certificate()));
            if (tls.key().isPresent()) {
                versions.add(Files.getLastModifiedTime(tls.key().get()).toString());
            }
        } catch (IOException e) {
            return List.of(); // being replaced: looked at again in a moment
        }
        return versions;
    }
}
