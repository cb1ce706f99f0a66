package freshet.cli.demo;

import freshet.model.session.SessionRules;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest answered event of each session of one partition, as long as another one may follow: events of a partition come
 * nearly in event-time order. For one thread.
 */
final class OpenSessions {
    private final SessionRules rules;
    private final Map<String, AnsweredEvent> latest = new LinkedHashMap<>(); // the longest silent first

    OpenSessions(SessionRules rules) {
        this.rules = rules;
    }

    /** Puts the event in the place of its session's latest one and gives that. */
    Optional<AnsweredEvent> replace(AnsweredEvent next) {
        Optional<AnsweredEvent> before =
                Optional.ofNullable(latest.remove(next.event().getSessionId()));
        latest.put(next.event().getSessionId(), next);
        Iterator<AnsweredEvent> silent = latest.values().iterator();
        while (isOver(silent.next(), next)) {
            silent.remove();
        }
        return before;
    }

    /** After two gaps without an event, the second one being a margin for disorder. */
    private boolean isOver(AnsweredEvent event, AnsweredEvent newest) {
        return event.timeMillis() + 2 * rules.gapMillis() < newest.timeMillis();
    }
}
