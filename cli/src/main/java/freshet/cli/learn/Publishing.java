package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.gate.AnnouncedBundle;
import freshet.cli.learn.Run.Champion;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.Standing;
import freshet.cli.publish.StoreFileSystems;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fourth step: the candidate is put into the store and announced, as challenger, or as champion
 * where there is none or no trial is wanted. What was announced before a kill is not announced
 * again.
 */
record Publishing(Loop loop) {

    /**
     * @throws CommandException if another trial is on, or broker or store cannot be used
     */
    Run take(Run run) {
        AnnouncedModel announced = loop.announced();
        Optional<ModelAnnouncement> tried = announced.trial().map(trial -> trial.challenger());
        if (tried.filter(trial -> isCandidate(trial, run)).isPresent()) {
            return run.challenging(tried.get().getVersion());
        }
        Optional<ModelAnnouncement> champion = announced.champion();
        if (champion.filter(model -> isCandidate(model, run)).isPresent()) {
            return run.done(champion.get().getVersion(), words(champion.get().getVersion()));
        }
        tried.ifPresent(trial -> {
            throw new CommandException("version " + trial.getVersion() + " of model " + announced.name()
                    + " was put on trial meanwhile; the candidate is published once that trial is over");
        });
        Optional<Champion> now = champion.map(model -> new Champion(model.getVersion(), model.getSha256()));
        if (loop.settings().gate().isPresent() && now.isPresent() && !now.equals(run.champion())) {
            loop.say("version " + now.get().version() + " was announced meanwhile; the gate compares with that one");
            StoreFileSystems.initialize();
            AnnouncedBundle.fetch(champion.get(), loop.work().champion());
            return run.gateAgain(now.get());
        }
        if (!loop.work().holds(run.candidate())) {
            loop.say("the candidate in the work folder is not the one that was let through; the run begins anew");
            return run.anew(loop.settings().fromScratchEvery());
        }
        loop.work().keep(run.started(), loop.settings().keep());
        return announce(run, champion.isPresent());
    }

    private Run announce(Run run, boolean beside) {
        CheckedBundle bundle = CheckedBundle.of(loop.work().candidate());
        Optional<RolloutSettings> trial = loop.settings().rollout().filter(wanted -> beside);
        Standing standing = trial.map(
                        wanted -> Standing.challenger(0, wanted.judge().rules().shadow()))
                .orElse(Standing.CHAMPION);
        String note = run.warm()
                ? "learned from version " + run.champion().orElseThrow().version()
                : "learned from nothing";
        long version = loop.settings()
                .target()
                .publish(bundle, OptionalLong.empty(), note, standing, loop.warnings())
                .getVersion();
        if (trial.isPresent()) {
            loop.say("version " + version + " is announced as challenger");
            return run.challenging(version);
        }
        return run.done(version, words(version));
    }

    private static boolean isCandidate(ModelAnnouncement announced, Run run) {
        return announced.getSha256().equals(run.candidate());
    }

    private static String words(long version) {
        return "version " + version + " is the champion";
    }
}
