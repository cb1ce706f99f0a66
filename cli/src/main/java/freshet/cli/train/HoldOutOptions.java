package freshet.cli.train;

import freshet.model.data.Session;
import freshet.trainer.NumberedSessions;
import freshet.trainer.TimeSplit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The same for a command that holds out the last sessions of a large log where none of them is
 * given.
 */
public final class HoldOutOptions extends ValidationOptions {
    /** Of the sessions of a log that is large enough. */
    public static final double SHARE = 0.05;

    /** What the share has to have: with fewer, chance would choose the epoch. */
    static final int LEAST_PREDICTIONS = 1000;

    @Option(
            names = "--no-validation",
            description = "Learn for all epochs and leave the probabilities as they are. By default a log of some"
                    + " 20,000 predictions or more is first learned without its last twentieth, which chooses the"
                    + " epoch and fits the probabilities; then that is learned too, for one epoch.")
    private boolean none;

    @Override
    public boolean heldOut() {
        return !none && file().isEmpty() && share().isEmpty();
    }

    /**
     * The log without its last sessions, and these; empty if they have too few predictions, or if
     * too many sessions start at one time.
     *
     * @param sessions in order of their start
     */
    public static Optional<TimeSplit> split(List<Session> sessions) {
        TimeSplit split = TimeSplit.inOrder(sessions, SHARE);
        int predictions = split.later().stream()
                .mapToInt(session -> session.events().size() - 1)
                .sum();
        return Optional.of(split)
                .filter(held -> isLarge(predictions, held.later().size(), sessions.size()));
    }

    /** How many sessions that split would hold out: 0 where it is none. */
    public static int heldOut(NumberedSessions sessions) {
        int later = TimeSplit.inOrder(sessions.starts(), SHARE);
        int events = sessions.items().size() - sessions.offsets().get(sessions.sessions() - later);
        return isLarge(events - later, later, sessions.sessions()) ? later : 0;
    }

    private static boolean isLarge(int predictions, int later, int sessions) {
        return predictions >= LEAST_PREDICTIONS && later <= 2 * SHARE * sessions;
    }
}
