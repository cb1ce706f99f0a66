package freshet.job.settings;

/**
 * A setting that cannot be used: the message is one line with the key, the value and the remedy.
 */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
