package freshet.cli.learn;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * One run from captured events to the next champion, step by step. After each step the journal says
 * what is next: the process may be killed at any moment, and another one goes on. Each step may be
 * taken again. Until the last one the champion answers. For one thread.
 */
final class Learning {
    private final Loop loop;
    private final StepListener listener;

    Learning(Loop loop, StepListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Takes the steps that are left of the last run, or those of a new one.
     *
     * @return the run when it is over, or where it was interrupted
     * @throws RuntimeException what keeps a step from being done; the journal has the words
     */
    Run run() {
        RunJournal journal = loop.work().journal();
        Run run = next(journal.read());
        journal.write(run);
        while (run.step() != Step.DONE && !loop.interruption().asked()) {
            listener.begins(run.step());
            Run after;
            try {
                after = take(run);
            } catch (CancellationException e) {
                return run; // asked to end: the next run goes on with this step
            } catch (RuntimeException e) {
                journal.write(run.failed(String.valueOf(e.getMessage())));
                throw e;
            }
            listener.ends(run.step());
            journal.write(after);
            run = after;
            if (run.step() == Step.ROLLOUT || run.step() == Step.DONE) {
                loop.forget();
                loop.work().deleteSet();
            }
        }
        return run;
    }

    private Run next(Optional<Run> last) {
        Optional<Run> left = last.filter(Run::goesOn);
        if (left.isPresent()) {
            Step step = left.get().step();
            boolean reads = step == Step.TRAIN || step == Step.GATE;
            if (!reads
                    || Files.isDirectory(loop.work().set())
                    || loop.settings().capture().has(left.get().files())) {
                loop.say("going on with the run of " + left.get().started() + " at " + step);
                return left.get();
            }
            loop.say(
                    "the run of " + left.get().started() + " is given up: captured files that it learns from are gone");
        }
        Instant now = Instant.now(loop.clock());
        return Run.begin(now, last.flatMap(Run::lastFromScratch).or(() -> Optional.of(now)));
    }

    private Run take(Run run) {
        return switch (run.step()) {
            case READ -> new Reading(loop).take(run);
            case TRAIN -> new Training(loop).take(run);
            case GATE -> new Gating(loop).take(run);
            case PUBLISH -> new Publishing(loop).take(run);
            case ROLLOUT -> new Judging(loop).take(run);
            case DONE -> run;
        };
    }
}
