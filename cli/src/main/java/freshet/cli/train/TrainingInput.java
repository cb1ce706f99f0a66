package freshet.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.cli.log.SessionLog;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.Dropped;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.SessionMoment;
import freshet.trainer.TimeSplit;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a training learns from and is measured on.
 *
 * @param plan for the trainer
 * @param origin which logs it came from and what was left out while they were read, for the
 *     bundle's provenance
 * @param heldOut the validation sessions, if nothing was said of them: a model learns them in the
 *     end
 */
public record TrainingInput(TrainingPlan plan, ObjectNode origin, Optional<HeldOutSessions> heldOut) {
    private static final double MUCH_UNKNOWN = 0.9;

    /**
     * Reads the logs and says what was read and what was left out.
     *
     * @param validation what the model is measured on, if on anything
     * @param out takes a line or two per log and one for the preprocessing
     * @param err takes warnings of ids that are hardly what was meant, and of a validation log of
     *     other items
     * @throws freshet.model.data.LogException if a log cannot be used
     * @throws CommandException if too little is left
     */
    public static TrainingInput read(
            LogOptions options, Preprocessing rules, ValidationOptions validation, PrintWriter out, PrintWriter err) {
        if (options.prepared().isPresent()) {
            return new PreparedInput(options.train(), validation).read(out);
        }
        Optional<Path> later = validation.file();
        Optional<Double> share = validation.share();
        ObjectNode origin = LogOrigin.of(options.formatName(), options.gap(), options.types());
        Optional<SessionLog> validationLog =
                later.map(file -> noted(options.read(file, out), options, origin.putObject("validation"), out, err));
        SessionLog log = noted(options.readTrain(out), options, origin.putObject("train"), out, err);
        Optional<TimeSplit> split = validation.heldOut() ? heldOut(log, out) : share.map(value -> split(log, value));
        split.ifPresent(held -> origin.put("validation_share", share.orElse(HoldOutOptions.SHARE)));
        TrainingPlan plan =
                TrainingPlan.of(data(log, split.map(TimeSplit::earlier).orElse(log.sessions()), rules));
        out.println(leftOut(plan.data()));
        out.flush();
        if (split.isPresent()) {
            plan = validated(plan, log, split.get().later());
        } else if (validationLog.isPresent()) {
            plan = validated(plan, validationLog.get(), validationLog.get().sessions());
            warnOfOtherItems(plan, validationLog.get(), err);
        }
        Optional<HeldOutSessions> heldOut = split.filter(held -> validation.heldOut())
                .map(held -> new HeldOutSessions(
                        data(log, log.sessions(), rules),
                        Instant.ofEpochMilli(SessionMoment.START.of(held.later().get(0)))));
        return new TrainingInput(plan, origin, heldOut);
    }

    private static SessionLog noted(
            SessionLog log, LogOptions options, ObjectNode noted, PrintWriter out, PrintWriter err) {
        Path file = log.file();
        options.types().requireIn(file, log.summary());
        LogOrigin.note(noted, log.summary(), log.duplicates(), log.equalTimes());
        out.println(log.words(options.gap().words()));
        log.equalTimesInWords().ifPresent(out::println);
        log.types().words(log.summary()).ifPresent(words -> out.println("event types read: " + words));
        out.flush();
        log.suspectIds().forEach(warning -> err.println("freshet: warning: log " + file + ": " + warning));
        err.flush();
        return log;
    }

    private static Optional<TimeSplit> heldOut(SessionLog log, PrintWriter out) {
        Optional<TimeSplit> split = HoldOutOptions.split(log.sessions());
        split.ifPresent(held -> sayHeldOut(held.later(), out));
        return split;
    }

    static void sayHeldOut(List<Session> later, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "held out: the last %,d sessions, to choose the epoch and to fit the probabilities; they are learned in"
                        + " the end%n",
                later.size());
        out.flush();
    }

    private static TimeSplit split(SessionLog log, double share) {
        return naming(log, () -> TimeSplit.lastShare(log.sessions(), share));
    }

    private static TrainingData data(SessionLog log, List<Session> sessions, Preprocessing rules) {
        return naming(log, () -> TrainingData.of(sessions, rules));
    }

    private static TrainingPlan validated(TrainingPlan plan, SessionLog log, List<Session> sessions) {
        return naming(log, () -> plan.validatedOn(sessions));
    }

    /** Nothing is to be learned of such a log: neither which epoch is best, nor how sure to be. */
    private static void warnOfOtherItems(TrainingPlan plan, SessionLog log, PrintWriter err) {
        List<ItemEvent> events = plan.validation().stream()
                .flatMap(session -> session.events().stream())
                .toList();
        long unknown = events.stream()
                .filter(event -> plan.data().vocabulary().row(event.itemId()).isEmpty())
                .count();
        if (unknown > MUCH_UNKNOWN * events.size()) {
            err.printf(
                    Locale.ROOT,
                    "freshet: warning: log %s: %,d of %,d events are of items that are not learned from; check that"
                            + " it names items as the training log does%n",
                    log.file(),
                    unknown,
                    events.size());
            err.flush();
        }
    }

    private static <T> T naming(SessionLog log, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new CommandException("log " + log.file() + ": " + e.getMessage(), e);
        }
    }

    /** What preprocessing left out and why, on one line, rule by rule. */
    public static String leftOut(TrainingData data) {
        Dropped dropped = data.dropped();
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%,d items with a support under %d (%,d events)",
                dropped.rareItems(),
                data.rules().minItemSupport(),
                dropped.rareEvents()));
        parts.add(String.format(
                Locale.ROOT,
                "%,d sessions shorter than %d (%,d events, %,d items found in no other)",
                dropped.shortSessions(),
                data.rules().minSessionLength(),
                dropped.shortEvents(),
                dropped.shortItems()));
        if (data.rules().dropRepeats()) {
            parts.add(String.format(Locale.ROOT, "%,d repeats of the item before", dropped.repeats()));
        }
        return "not learned from: " + String.join("; ", parts);
    }
}
