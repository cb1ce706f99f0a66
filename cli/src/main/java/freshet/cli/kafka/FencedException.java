package freshet.cli.kafka;

/** Another {@link FencedWriter} of the same name has begun since: nothing was written. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(String name, Throwable cause) {
        super("another writer of the name " + name + " has begun since", cause);
    }
}
