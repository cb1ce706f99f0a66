package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.train.ScheduledTraining;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.TrainingException;
import freshet.trainer.set.TrainingSet;
import java.util.Locale;

/**
 * The second step: a candidate is trained on all sessions that are over before the gate's begin, so
 * that it has seen nothing of the gate's time. It goes on from the champion, or begins from
 * nothing: where that is due, the kind is another one, or the champion has another shape.
 */
record Training(Loop loop) {

    /** @throws CommandException if too little is left to learn from, or a setting is wrong */
    Run take(Run run) {
        TrainingSet set = loop.set(run).training();
        ScheduledTraining training = loop.training();
        ModelBundle candidate;
        boolean warm = run.warm();
        try {
            if (warm) {
                loop.say(String.format(
                        Locale.ROOT,
                        "training %s from version %d on %,d sessions, of which it learns the new ones",
                        loop.settings().kind(),
                        run.champion().orElseThrow().version(),
                        set.whole().sessions()));
                candidate = training.goOn(set, BundleFile.read(loop.work().champion()));
            } else {
                candidate = scratch(training, set);
            }
        } catch (TrainingException e) {
            if (!warm) {
                throw e;
            }
            loop.say("the champion cannot be gone on from: " + e.getMessage());
            warm = false;
            candidate = scratch(training, set);
        } catch (IllegalArgumentException e) {
            throw new CommandException("the captured sessions: " + e.getMessage(), e);
        }
        BundleFile.write(loop.work().candidate(), candidate);
        loop.work().snapshot().delete();
        return run.trained(BundleFile.sha256(loop.work().candidate()), warm);
    }

    private ModelBundle scratch(ScheduledTraining training, TrainingSet set) {
        loop.say(String.format(
                Locale.ROOT,
                "training %s from nothing on %,d sessions",
                loop.settings().kind(),
                set.whole().sessions()));
        return training.fromScratch(set);
    }
}
