package freshet.gateway;

import freshet.gateway.follow.FollowerSettings;
import freshet.gateway.follow.TopicFollower;
import freshet.gateway.http.Route;
import freshet.gateway.rollout.RolloutRoutes;
import freshet.gateway.rollout.RolloutStory;
import java.util.List;
import java.util.Optional;

/** What the judge of trials says, read from its topic where the settings name one. */
final class RolloutPart implements AutoCloseable {

    private final Optional<TopicFollower> follower;
    private final List<Route> routes;

    RolloutPart(GatewaySettings settings) {
        Optional<RolloutStory> story = settings.topics()
                .rollouts()
                .map(topic -> new RolloutStory(settings.models().name()));
        follower = settings.topics()
                .rollouts()
                .map(topic -> new TopicFollower(
                        FollowerSettings.whole(
                                settings.kafka().bootstrapServers(),
                                settings.kafka().properties(),
                                topic),
                        story.orElseThrow()));
        routes = new RolloutRoutes(story, () -> follower.flatMap(TopicFollower::problem)).routes();
    }

    /** All calls. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        follower.ifPresent(TopicFollower::close);
    }
}
