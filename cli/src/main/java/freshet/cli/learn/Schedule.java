package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.SpanText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.apache.logging.log4j.LogManager;

/** Runs a loop once, or again and again until the user ends it. For one thread. */
final class Schedule {
    /** A run that failed is tried again after this time, or with the next one. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Loop loop;
    private final StepListener listener;
    private final PrintWriter err;

    /** @param err is told of runs that failed */
    Schedule(Loop loop, StepListener listener, PrintWriter err) {
        this.loop = loop;
        this.listener = listener;
        this.err = err;
    }

    /**
     * One run.
     *
     * @throws CommandException if it was interrupted before its end
     */
    void once() {
        Run run = new Learning(loop, listener).run();
        if (run.step() != Step.DONE) {
            throw new CommandException(
                    "stopped at " + run.step() + "; the champion goes on, and so does the run with the same command");
        }
        loop.say(run.outcome());
    }

    /** A run each time that this span has gone by since the last one began. */
    void every(Duration span) throws InterruptedException {
        boolean over = false;
        while (!over) {
            Duration rest = untilNext(span);
            try {
                if (rest.isZero()) {
                    Run run = new Learning(loop, listener).run();
                    loop.say(
                            run.step() == Step.DONE
                                    ? run.outcome()
                                    : "stopped at " + run.step() + "; the next process goes on");
                    over = loop.interruption().asked();
                } else {
                    loop.say("the next run begins in " + SpanText.of(rest));
                    over = loop.interruption().await(rest.toMillis());
                }
            } catch (RuntimeException e) {
                LogManager.getLogger(Schedule.class).error("a run failed", e);
                Duration wait = span.compareTo(AGAIN) < 0 ? span : AGAIN;
                err.println("freshet: the run failed, the champion goes on: " + e.getMessage()
                        + "; the next attempt is in " + SpanText.of(wait));
                err.flush();
                over = loop.interruption().await(wait.toMillis());
            }
        }
    }

    /** Zero where a run is due, is to go on, or began by a clock that was ahead. */
    private Duration untilNext(Duration span) {
        return loop.work()
                .journal()
                .read()
                .filter(run -> run.step() == Step.DONE)
                .map(run -> Duration.between(
                        Instant.now(loop.clock()), run.started().plus(span)))
                .filter(rest -> !rest.isNegative() && rest.compareTo(span) <= 0)
                .orElse(Duration.ZERO);
    }
}
