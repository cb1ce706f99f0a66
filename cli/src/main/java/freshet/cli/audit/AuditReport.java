package freshet.cli.audit;

import freshet.model.evaluation.RankingMetrics;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.Uuid;

/**
 * What an audit found.
 *
 * @param topicIds topic → the id that Kafka gave it when it was made
 * @param ledger the settled ledger
 * @param quality how good the recommendations were, unless only the ledger was asked for
 */
record AuditReport(SortedMap<String, Uuid> topicIds, LedgerCounts ledger, Optional<Quality> quality) {

    /**
     * Recall and MRR of the recommendations on the topic.
     *
     * @param overall over all versions
     * @param byVersion by the model version that answered
     * @param accepted readable events that were not rejected
     * @param followed those of them that have a next one in their session
     */
    record Quality(RankingMetrics overall, SortedMap<Long, RankingMetrics> byVersion, long accepted, long followed) {
        static Quality of(AnswerQuality judge) {
            return new Quality(judge.overall(), judge.byVersion(), judge.accepted(), judge.followed());
        }
    }
}
