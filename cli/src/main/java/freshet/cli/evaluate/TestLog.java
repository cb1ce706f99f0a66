package freshet.cli.evaluate;

import freshet.cli.CommandException;
import freshet.cli.SessionGap;
import freshet.model.data.Session;
import freshet.model.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A log to measure models on, as far as it can say nothing of them.
 *
 * @param gap by which it was taken into sessions
 */
public record TestLog(Path file, SessionGap gap) {
    private static final double MUCH_UNKNOWN = 0.9;

    /**
     * Every figure is a mean over predictions; over none there is no figure.
     *
     * @throws CommandException if there are none
     */
    public void requirePredictions(long predictions, long sessions) {
        if (predictions == 0) {
            throw new CommandException("log " + file + ": none of its " + sessions
                    + " sessions has two events at a session gap of " + gap
                    + ", so there is nothing to predict; measure on a longer log, or check --session-gap and the"
                    + " session ids");
        }
    }

    /**
     * The same before any model is measured.
     *
     * @throws CommandException if no session has two events
     */
    public void requirePredictions(List<Session> sessions) {
        long predictions = sessions.stream()
                .mapToLong(session -> session.events().size() - 1)
                .sum();
        requirePredictions(predictions, sessions.size());
    }

    /**
     * A warning where the model knows next to none of the items: figures near zero have another
     * reason, then, than the model.
     *
     * @param model what it is called
     */
    public Optional<String> unknownItems(Evaluation evaluation, String model) {
        long unknown = evaluation.unknown();
        long events = evaluation.events();
        return unknown > MUCH_UNKNOWN * events
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "warning: log %s: %,d of %,d events are of items that model %s does not know; check that"
                                + " the log names items as the one that the model was trained on",
                        file,
                        unknown,
                        events,
                        model))
                : Optional.empty();
    }
}
