package freshet.model.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that tells texts and files apart. */
public final class Sha256 {
    private Sha256() {}

    /** A new, empty one, for one thread. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, this one does not", e);
        }
    }
}
