package freshet.gateway.rollout;

import freshet.gateway.http.Access;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The call that tells of the trial. Threads may share it. */
public final class RolloutRoutes {
    private final Optional<RolloutStory> story;
    private final Supplier<Optional<String>> problem;

    /**
     * How the trial goes.
     *
     * @param followed whether there is a topic of rollouts
     * @param problem why it cannot be read now, if so
     * @param trial the newest state, if there was ever a trial
     * @param decisions the newest first
     */
    record RolloutJson(
            boolean followed, Optional<String> problem, Optional<TrialJson> trial, List<TrialJson> decisions) {}

    /** A state or a decision, with the names of the Avro record. */
    record TrialJson(
            long number,
            long challenger,
            long champion,
            RolloutStage stage,
            RolloutDecision decision,
            double share,
            double shadow,
            String reason,
            String decidedAt,
            String startedAt,
            String stageSince,
            Map<String, Double> figures) {

        static TrialJson of(Rollout rollout) {
            return new TrialJson(
                    rollout.getNumber(),
                    rollout.getChallenger(),
                    rollout.getChampion(),
                    rollout.getStage(),
                    rollout.getDecision(),
                    rollout.getShare(),
                    rollout.getShadow(),
                    rollout.getReason(),
                    rollout.getDecidedAt().toString(),
                    rollout.getStartedAt().toString(),
                    rollout.getStageSince().toString(),
                    rollout.getFigures());
        }
    }

    /**
     * @param story what was read; empty where there is no such topic
     * @param problem why it cannot be read now, if so
     */
    public RolloutRoutes(Optional<RolloutStory> story, Supplier<Optional<String>> problem) {
        this.story = story;
        this.problem = problem;
    }

    /** The one call. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/rollout", Access.READ, call -> rollout().now()));
    }

    private Reply rollout() {
        RolloutJson json = story.map(told -> new RolloutJson(
                        true,
                        problem.get(),
                        told.newest().map(TrialJson::of),
                        told.decisions().stream().map(TrialJson::of).toList()))
                .orElseGet(() -> new RolloutJson(false, Optional.empty(), Optional.empty(), List.of()));
        return Reply.json(200, json).withHeader("Cache-Control", "no-store");
    }
}
