package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who may call: keys of callers and of operators, several of each so that one can be replaced
 * without a pause. Holds their hashes alone. Immutable.
 */
public final class Keys {
    private static final int SHORTEST = 16;

    private final List<byte[]> callers;
    private final List<byte[]> operators;

    /**
     * @param callers keys that read answers and write events; empty: everybody may who reaches the
     *     server
     * @param operators keys that also change what everybody gets; empty: nobody may
     * @throws SettingException if a key is short enough to be guessed, or is of both kinds
     */
    Keys(List<String> callers, List<String> operators) {
        requireLong("http.api-key", callers);
        requireLong("http.operator-key", operators);
        if (callers.stream().anyMatch(operators::contains)) {
            throw new SettingException(
                    "http.api-key and http.operator-key have a key in common; make another one for operators");
        }
        this.callers = callers.stream().map(Keys::hash).toList();
        this.operators = operators.stream().map(Keys::hash).toList();
    }

    private static void requireLong(String setting, List<String> keys) {
        if (keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
            throw new SettingException(setting + " has a key of fewer than " + SHORTEST
                    + " characters; make one by: openssl rand -hex 32");
        }
    }

    /** Whether callers need a key. */
    boolean required() {
        return !callers.isEmpty();
    }

    /** Whether there is a key that operators could show. */
    boolean operable() {
        return !operators.isEmpty();
    }

    /**
     * What a key allows, {@code WRITE} or {@code OPERATOR}; empty for a key that is none of them.
     */
    Optional<Access> allowed(String key) {
        byte[] hash = hash(key);
        // All are compared, in constant time each: how long it takes tells nothing of a key.
        boolean caller = among(callers, hash);
        boolean operator = among(operators, hash);
        return operator
                ? Optional.of(Access.OPERATOR)
                : Optional.of(Access.WRITE).filter(access -> caller);
    }

    /** Names a key in the count of calls, without holding it. */
    static String name(String key) {
        return HexFormat.of().formatHex(hash(key), 0, 8);
    }

    private static boolean among(List<byte[]> hashes, byte[] hash) {
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How many there are. */
    @Override
    public String toString() {
        return callers.size() + " API keys, " + operators.size() + " operator's keys";
    }
}
