package freshet.cli.learn;

import freshet.cli.publish.Target;
import freshet.trainer.Preprocessing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a loop does.
 *
 * @param capture where the events are
 * @param target where models go
 * @param kind of model
 * @param settings of its trainer, and over them {@code warm} where it goes on from the champion
 * @param rules what of the sessions is kept
 * @param gate the gate, if one is wanted
 * @param rollout how the challenger is judged; without it the candidate becomes the champion at
 *     once
 * @param fromScratchEvery after this time a model is trained from nothing again
 * @param keep newest bundles that stay in the work folder
 */
record LearnSettings(
        CapturedLog capture,
        Target target,
        String kind,
        Map<String, String> settings,
        Map<String, String> warm,
        Preprocessing rules,
        Optional<GateSettings> gate,
        Optional<RolloutSettings> rollout,
        Duration fromScratchEvery,
        int keep) {}
