package freshet.serving.model;

import freshet.model.text.Quote;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what becomes of announced models. Threads may share it. */
final class SwapLog {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSwitch.class);

    private final Duration loadTimeout;
    private final String otherwise;

    /** @param otherwise what goes on where no model is served */
    SwapLog(Duration loadTimeout, String otherwise) {
        this.loadTimeout = loadTimeout;
        this.otherwise = otherwise;
    }

    void serving(Announcement announcement, SwapTimes times) {
        LOG.info(
                "serving model {} version {} from {}: loaded in {} ms, swapped in {} µs",
                announcement.model(),
                announcement.version(),
                announcement.bundle().getUri(),
                TimeUnit.NANOSECONDS.toMillis(times.loadNanos()),
                TimeUnit.NANOSECONDS.toMicros(times.swapNanos()));
    }

    void insteadOfNewest(Announcement newest, Announcement served) {
        LOG.warn(
                "serving version {}: the highest announced one, version {}, cannot be loaded; an earlier line says why",
                served.version(),
                newest.version());
    }

    void insteadOfServed(Announcement named, Throwable failure, Announcement served) {
        LOG.warn(
                "serving version {}: version {}, which the state names as served, cannot be loaded: {}",
                served.version(),
                named.version(),
                cause(failure));
    }

    /** The first failure is an error, each further one a warning. */
    void failed(
            Announcement announcement,
            Refusal refusal,
            int failures,
            Optional<Duration> retry,
            Optional<Announcement> served) {
        String goesOn = served.map(model -> "version " + model.version()).orElse(otherwise);
        String uri = Quote.sentence(announcement.bundle().getUri()); // not every refused one is a URI
        String next = retry.map(delay -> "; tried again in " + delay.toMillis() + " ms")
                .orElse("");
        if (failures == 1 || retry.isEmpty()) {
            LOG.error(
                    "refused model {} version {} from {} ({} goes on): {}{}",
                    announcement.model(),
                    announcement.version(),
                    uri,
                    goesOn,
                    cause(refusal),
                    next);
        } else {
            LOG.warn(
                    "attempt {} at model {} version {} from {} failed ({} goes on): {}{}",
                    failures,
                    announcement.model(),
                    announcement.version(),
                    uri,
                    goesOn,
                    cause(refusal),
                    next);
        }
    }

    void outranked(Announcement announcement, Announcement known) {
        LOG.error(
                "refused model {} version {}: version {} was announced before it, and only a higher one takes its"
                        + " place;"
                        + " publish it again with --version {}",
                announcement.model(),
                announcement.version(),
                known.version(),
                known.version() + 1);
    }

    void givenUp(Announcement announcement) {
        LOG.warn(
                "model {} version {} is given up: {} newer ones are tried; announce it again if it is wanted",
                announcement.model(),
                announcement.version(),
                PendingModels.MOST);
    }

    String cause(Throwable failure) {
        return cause(Refusal.of(failure));
    }

    String cause(Refusal refusal) {
        return refusal.reason() == RefusalReason.TIMEOUT
                ? "not ready within model.load-timeout, " + loadTimeout.toMillis() + " ms"
                : refusal.cause().toString();
    }
}
