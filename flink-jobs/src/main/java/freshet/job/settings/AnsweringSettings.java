package freshet.job.settings;

import freshet.model.answer.ExcludeRule;
import freshet.model.session.SessionRules;
import java.io.Serializable;

/**
 * How events are gathered and answered. Travels to the operators inside the job graph.
 *
 * @param gapMillis a longer pause of event time ends a session
 * @param maxItems newest events retained per session
 * @param maxBatch most events answered in one pass
 * @param lingerMillis how long an event waits for others where none waits beside it; with 0 a batch is answered as soon as no further event waits
 * @param topK items in a recommendation
 * @param exclude which of a session's own items are not recommended to it
 */
public record AnsweringSettings(
        long gapMillis, int maxItems, int maxBatch, long lingerMillis, int topK, ExcludeRule exclude)
        implements Serializable {

    /** What a session is. */
    public SessionRules rules() {
        return new SessionRules(gapMillis, maxItems);
    }
}
