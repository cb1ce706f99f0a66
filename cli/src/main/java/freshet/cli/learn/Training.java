package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.train.ScheduledTraining;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import freshet.trainer.TrainingException;
import java.util.List;
import java.util.Locale;

/**
 * The second step: a candidate is trained on all sessions that are over before the gate's begin, so
 * that it has seen nothing of the gate's time. It goes on from the champion, or begins from
 * nothing: where that is due, the kind is another one, or the champion has another shape.
 */
record Training(Loop loop) {

    /** @throws CommandException if too little is left to learn from, or a setting is wrong */
    Run take(Run run) {
        List<Session> log = loop.sessions(run.files()).stream()
                .filter(session ->
                        run.cut().stream().allMatch(cut -> SessionMoment.END.of(session) < cut.toEpochMilli()))
                .toList();
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
                        log.size()));
                candidate = training.goOn(log, BundleFile.read(loop.work().champion()));
            } else {
                candidate = scratch(training, log);
            }
        } catch (TrainingException e) {
            if (!warm) {
                throw e;
            }
            loop.say("the champion cannot be gone on from: " + e.getMessage());
            warm = false;
            candidate = scratch(training, log);
        } catch (IllegalArgumentException e) {
            throw new CommandException("the captured sessions: " + e.getMessage(), e);
        }
        BundleFile.write(loop.work().candidate(), candidate);
        loop.work().snapshot().delete();
        return run.trained(BundleFile.sha256(loop.work().candidate()), warm);
    }

    private ModelBundle scratch(ScheduledTraining training, List<Session> log) {
        loop.say(String.format(
                Locale.ROOT,
                "training %s from nothing on %,d sessions",
                loop.settings().kind(),
                log.size()));
        return training.fromScratch(log);
    }
}
