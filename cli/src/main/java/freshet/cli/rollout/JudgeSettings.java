package freshet.cli.rollout;

import freshet.cli.kafka.TopicNames;
import freshet.model.session.SessionRules;
import freshet.schema.event.EventFormat;

/**
 * Of what a judge decides, and how.
 *
 * @param topics of the deployment; those of shadow answers and decisions have their usual names
 *     where it names none
 * @param model name of the model
 * @param sessions the job's rules of sessions
 * @param format how events are encoded
 * @param rules by which it decides
 * @param dryRun whether it decides without writing anything
 */
public record JudgeSettings(
        TopicNames topics,
        String model,
        SessionRules sessions,
        EventFormat format,
        RolloutRules rules,
        boolean dryRun) {

    /** The topic of the answers that nobody sees. */
    String shadow() {
        return topics.shadow().orElse(TopicNames.USUAL_SHADOW);
    }

    /** The topic of the decisions. */
    String rollouts() {
        return topics.rollouts().orElse(TopicNames.USUAL_ROLLOUTS);
    }
}
