package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.rollout.Decision;
import freshet.cli.rollout.DecisionText;
import freshet.cli.rollout.Judge;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The fifth step: the judge looks at the challenger again and again, until it is the champion or
 * taken back. What has become of it is read from the announcements, so that it does not matter
 * which process has decided.
 */
record Judging(Loop loop) {

    /** @throws CancellationException if it was interrupted; the trial stays as it is */
    Run take(Run run) {
        if (!isOnTrial(run)) {
            return ended(run, "");
        }
        RolloutSettings rollout = loop.settings().rollout().orElseThrow(() -> goesOn(run));
        DecisionText text = new DecisionText(loop.out());
        String reason = "";
        try (Judge judge =
                new Judge(loop.settings().target().connection(), rollout.judge(), loop.clock(), loop.warnings())) {
            while (isOnTrial(run)) {
                Decision decision = judge.look();
                text.print(decision);
                reason = decision.rollout().map(state -> state.getReason()).orElse(reason);
                if (!decision.ends()
                        && loop.interruption().await(rollout.every().toMillis())) {
                    throw new CancellationException("the trial of version " + run.version() + " goes on");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        return ended(run, reason);
    }

    private CommandException goesOn(Run run) {
        String model = loop.settings().target().name();
        return new CommandException("version " + run.version() + " of model " + model
                + " is on trial, and --no-rollout has it not judged; leave that out, or end the trial with "
                + CommandName.of("models --end-trial " + model));
    }

    private boolean isOnTrial(Run run) {
        return loop.announced()
                .trial()
                .filter(trial -> trial.version() == run.version()
                        && trial.challenger().getSha256().equals(run.candidate()))
                .isPresent();
    }

    private Run ended(Run run, String reason) {
        AnnouncedModel announced = loop.announced();
        Optional<ModelAnnouncement> champion = announced
                .champion()
                .filter(model ->
                        model.getVersion() > run.version() && model.getSha256().equals(run.candidate()));
        String why = reason.isEmpty() ? "" : ": " + reason;
        return champion.map(model -> run.done(
                        model.getVersion(),
                        "version " + run.version() + " is promoted and is the champion as version " + model.getVersion()
                                + why))
                .orElseGet(() -> run.done(
                        run.version(), "version " + run.version() + " is taken back; the champion goes on" + why));
    }
}
