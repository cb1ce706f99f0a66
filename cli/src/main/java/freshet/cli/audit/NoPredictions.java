package freshet.cli.audit;

import freshet.cli.SessionGap;
import java.util.Optional;

/** Says why an audit has no Recall: a mean over no prediction is none. */
final class NoPredictions {
    private NoPredictions() {}

    /**
     * The first reason that holds, in words that end a sentence; empty if there are predictions.
     */
    static Optional<String> why(LedgerCounts ledger, AuditReport.Quality quality, AuditSettings settings) {
        if (quality.overall().predictions() > 0) {
            return Optional.empty();
        }
        if (ledger.events() == 0) {
            return Optional.of("topic " + ledger.topic() + " has no events");
        }
        if (ledger.unreadable() == ledger.events()) {
            return Optional.of("none of the events can be read as " + settings.encoding() + settings.otherEncoding());
        }
        if (quality.accepted() == 0) {
            return Optional.of("all events that can be read were rejected");
        }
        if (quality.followed() == 0) {
            return Optional.of("no session has two events" + within(settings.gap()));
        }
        return Optional.of("no event that has a next one in its session has an answer");
    }

    private static String within(SessionGap gap) {
        String text = gap.toString();
        return text.equals(SessionGap.NONE) ? "" : " within " + text + " (--session-gap)";
    }
}
