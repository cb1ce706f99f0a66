package freshet.gateway.settings;

/**
 * A setting of the gateway that cannot be used: the message is one line with the key, the value and
 * the remedy.
 */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
