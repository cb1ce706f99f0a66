package freshet.cli.replay;

/** The time that a replay goes by, and the wish that it ends. */
interface ReplayTimer {

    /** Nanoseconds since some fixed moment. */
    long nanoTime();

    /** Returns after that many milliseconds, or as soon as the replay is to end. */
    void await(long millis);

    /** Whether the replay is to end. */
    boolean ended();
}
