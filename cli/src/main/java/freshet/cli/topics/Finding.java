package freshet.cli.topics;

/**
 * Something about a topic that a person should know.
 *
 * @param level how bad it is
 * @param text what is so, what comes of it, and the remedy
 */
record Finding(Level level, String text) {
    /** How bad a finding is. */
    enum Level {
        /** The job does not start, or loses events. */
        ERROR,
        /** The job works, until something happens. */
        WARNING
    }

    static Finding error(String text) {
        return new Finding(Level.ERROR, text);
    }

    static Finding warning(String text) {
        return new Finding(Level.WARNING, text);
    }
}
