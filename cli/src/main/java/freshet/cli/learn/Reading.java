package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.gate.AnnouncedBundle;
import freshet.cli.learn.Run.Champion;
import freshet.cli.publish.StoreFileSystems;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LogException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import freshet.trainer.bundle.LearnedUntil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The first step: which captured files are learned from, what of them is for the gate, and which
 * model answers now. The champion's bundle is copied into the work folder, and the files are sorted
 * there into a {@link RunSet}: what is captured may be larger than memory. The job's retention may
 * delete a file meanwhile; then those that are left are read.
 */
record Reading(Loop loop) {
    private static final int LOOKS = 3;

    /**
     * @throws CommandException if a trial is on that is none of this run, or the champion's bundle
     *     cannot be fetched
     */
    Run take(Run run) {
        AnnouncedModel announced = loop.announced();
        announced.trial().ifPresent(trial -> {
            throw new CommandException("version " + trial.version() + " of model " + announced.name()
                    + " is on trial already; wait for its end, or end it with "
                    + CommandName.of("models --end-trial " + announced.name()));
        });
        loop.forget();
        for (int look = 1; ; look++) {
            List<String> files = loop.settings().capture().files();
            try (Sorting sorting = new Sorting(loop, files)) {
                return take(run, announced, files, sorting);
            } catch (LogException e) {
                if (look == LOOKS || loop.settings().capture().has(files)) {
                    throw e;
                }
                loop.say("captured files were deleted meanwhile; those that are left are read");
            }
        }
    }

    private Run take(Run run, AnnouncedModel announced, List<String> files, Sorting sorting) {
        loop.say(String.format(
                Locale.ROOT,
                "read %,d captured files: %,d events, %,d sessions",
                files.size(),
                sorting.totals().events(),
                sorting.totals().sessions()));
        Optional<ModelAnnouncement> champion = announced.champion();
        if (champion.isEmpty()) {
            loop.say("no model is announced yet; the first one becomes the champion at once");
            return prepared(run.read(files, Optional.empty(), Optional.empty(), false), sorting);
        }
        ModelBundle older = copied(champion.get());
        Champion known =
                new Champion(champion.get().getVersion(), champion.get().getSha256());
        boolean warm = loop.training().goesOnFrom(older) && !fromScratchIsDue(run);
        NewSessions unseen = sorting.unseen(LearnedUntil.of(older));
        if (unseen.sessions().isEmpty()) {
            return run.done(
                    0, "no session has begun since version " + known.version() + " was trained; nothing to learn");
        }
        if (loop.settings().gate().isEmpty()) {
            return prepared(run.read(files, Optional.empty(), Optional.of(known), warm), sorting);
        }
        GateSettings gate = loop.settings().gate().get();
        Optional<Instant> cut = unseen.cut(gate.share(), gate.rules().leastPredictions());
        return cut.isPresent()
                ? prepared(run.read(files, cut, Optional.of(known), warm), sorting)
                : run.done(0, tooFew(known, unseen, gate.rules().leastPredictions()));
    }

    private static Run prepared(Run run, Sorting sorting) {
        return run.prepared(sorting.write(run.cut()));
    }

    private static String tooFew(Champion champion, NewSessions unseen, long least) {
        return String.format(
                Locale.ROOT,
                "%,d new predictions since version %d was trained are too few: half of them is for the gate, which"
                        + " takes %,d; nothing is trained",
                unseen.predictions(),
                champion.version(),
                least);
    }

    private ModelBundle copied(ModelAnnouncement champion) {
        StoreFileSystems.initialize();
        try {
            AnnouncedBundle.fetch(champion, loop.work().champion());
            return BundleFile.read(loop.work().champion());
        } catch (BundleException e) {
            throw new CommandException(
                    "the champion, version " + champion.getVersion() + ", cannot be fetched: " + e.getMessage()
                            + "; bring its bundle back, or publish another model",
                    e);
        }
    }

    private boolean fromScratchIsDue(Run run) {
        Duration every = loop.settings().fromScratchEvery();
        return run.lastFromScratch()
                .filter(last -> last.isAfter(run.started()) // by a clock that was ahead
                        || !last.plus(every).isAfter(run.started()))
                .isPresent();
    }
}
