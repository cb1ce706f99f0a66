package freshet.serving.model;

import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WarmUp;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the answerers of models, and answers invented sessions with another one before, so that
 * Java has compiled what they run. Threads may share it.
 *
 * @param answerers makes those that are handed out
 * @param rules of all of them
 * @param maxBatch most sessions that they take at once
 * @param k items that they give each
 * @param most how long the invented sessions may take
 */
public record WarmAnswerers(
        Function<ServedModel, SessionAnswerer> answerers, SessionRules rules, int maxBatch, int k, Duration most)
        implements Function<ServedModel, SessionAnswerer> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmAnswerers.class);

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final int SHARE_OF_LOAD = 4;

    /**
     * @param loadTimeout how long a load may take, of which the invented sessions take a quarter at
     *     most, and never more than five seconds
     */
    public static WarmAnswerers within(
            Duration loadTimeout,
            Function<ServedModel, SessionAnswerer> answerers,
            SessionRules rules,
            int maxBatch,
            int k) {
        Duration share = loadTimeout.dividedBy(SHARE_OF_LOAD);
        return new WarmAnswerers(answerers, rules, maxBatch, k, share.compareTo(USUAL) < 0 ? share : USUAL);
    }

    @Override
    public SessionAnswerer apply(ServedModel served) {
        long start = System.nanoTime();
        try (SessionAnswerer own = new SessionAnswerer(served, rules, maxBatch, k)) {
            int rounds = WarmUp.run(own, rules, maxBatch, most);
            LOG.info(
                    "version {}: {} rounds of invented sessions before the first answer took {} ms",
                    served.version(),
                    rounds,
                    (System.nanoTime() - start) / 1_000_000);
        }
        return answerers.apply(served);
    }
}
