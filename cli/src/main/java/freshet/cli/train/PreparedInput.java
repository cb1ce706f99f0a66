package freshet.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.SessionMoment;
import freshet.trainer.TrainingPlan;
import freshet.trainer.set.TrainingSet;
import freshet.trainer.set.TrainingSet.HeldOut;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a training learns from and is measured on, from a training set: what the same log would
 * give.
 *
 * @param folder of the set
 * @param validation what the model is measured on; no log of its own
 */
record PreparedInput(Path folder, ValidationOptions validation) {

    /**
     * Opens the set.
     *
     * @throws freshet.trainer.set.SetException if it cannot be used
     * @throws CommandException if it holds out other sessions than are wanted
     */
    TrainingInput read(PrintWriter out) {
        TrainingSet set = TrainingSet.open(folder);
        Optional<HeldOut> heldOut = heldOut(set);
        TrainingPlan plan = heldOut.map(held -> TrainingPlan.of(held.earlier()).validatedOn(held.later()))
                .orElseGet(() -> TrainingPlan.of(set.whole()));
        out.printf(
                Locale.ROOT,
                "opened the training set %s: %,d events, %,d sessions%n",
                folder,
                set.whole().items().size(),
                set.whole().sessions());
        ObjectNode origin = set.origin().deepCopy();
        heldOut.ifPresent(held -> origin.put("validation_share", held.share()));
        Optional<HeldOut> learned = heldOut.filter(held -> validation.heldOut());
        learned.ifPresent(held -> TrainingInput.sayHeldOut(held.later(), out));
        out.println(TrainingInput.leftOut(plan.data()));
        out.flush();
        return new TrainingInput(
                plan,
                origin,
                learned.map(held -> new HeldOutSessions(
                        set.whole(),
                        Instant.ofEpochMilli(SessionMoment.START.of(held.later().get(0))))));
    }

    /** The held out sessions, if the model is to be measured on some. */
    private Optional<HeldOut> heldOut(TrainingSet set) {
        if (validation.share().isPresent()) {
            double share = validation.share().get();
            return set.heldOut().filter(held -> held.share() == share).or(() -> {
                throw other(set, "a share of " + share + " is wanted; give --validate-share " + share + " to prepare");
            });
        }
        if (!validation.heldOut()) {
            return Optional.empty();
        }
        set.heldOut().filter(held -> !held.byDefault()).ifPresent(held -> {
            throw other(
                    set,
                    "nothing is said of it here; give --validate-share " + held.share()
                            + " or --no-validation here, or prepare without --validate-share");
        });
        return set.heldOut();
    }

    private CommandException other(TrainingSet set, String wanted) {
        return new CommandException("training set " + folder + " holds out "
                + set.heldOut()
                        .map(held -> "a share of " + held.share() + " of its sessions")
                        .orElse("no session")
                + ", and " + wanted);
    }
}
