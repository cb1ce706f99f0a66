package freshet.gateway.model;

import com.fasterxml.jackson.annotation.JsonValue;
import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import freshet.serving.Announcement;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /v1/models}: what is announced and what became of it, and announcing it anew. */
final class ModelCalls {
    private final Models models;
    private final Announced announced;
    private final ModelStates states;
    private final Announcer announcer;

    ModelCalls(Models models, Announced announced, ModelStates states, Announcer announcer) {
        this.models = models;
        this.announced = announced;
        this.states = states;
        this.announcer = announcer;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models", Access.READ, this::list),
                Route.post("/v1/models/{version}/promote", Access.OPERATOR, this::promote),
                Route.post("/v1/models/rollback", Access.OPERATOR, this::rollback));
    }

    private CompletionStage<Reply> list(Call call) {
        Optional<Long> served = models.served().map(Announcement::version);
        List<Model> all = announced.newestFirst().stream()
                .map(announcement -> model(announcement, served))
                .toList();
        return Reply.json(
                        200,
                        new All(
                                all.stream().filter(model -> model.isServed()).findFirst(),
                                announced.trial(models.settings().name()).map(Tried::of),
                                all))
                .now();
    }

    private Model model(Announcement announcement, Optional<Long> served) {
        Optional<String> problem = states.problem(announcement.version());
        long version = announcement.version();
        State state = served.filter(other -> other == version).isPresent()
                ? State.SERVED
                : served.filter(other -> other > version).isPresent()
                        ? State.OLDER
                        : problem.isPresent() ? State.REFUSED : State.LOADING;
        return Model.of(announcement, Optional.of(state), problem);
    }

    private CompletionStage<Reply> promote(Call call) {
        long version = Inputs.version("path part version", call.path("version"));
        models.requireReady();
        return reply(announcer.announce(
                now -> Stream.concat(
                                known(now), now.challenger().stream().map(tried -> new Announcement(now.name(), tried)))
                        .filter(announcement -> announcement.version() == version)
                        .findFirst()
                        .orElseThrow(() -> unknown("path part version", version)),
                "version " + version + " again, by the gateway"));
    }

    private CompletionStage<Reply> rollback(Call call) {
        models.requireReady();
        Announcement served = models.served()
                .orElseThrow(() -> Problem.conflict(
                        "model",
                        "no model is served",
                        "announce one by freshet publish; /v1/models has what is known"));
        return reply(announcer.announce(
                now -> known(now)
                        .filter(announcement -> announcement.version() < served.version())
                        .filter(announcement -> !announcement
                                .bundle()
                                .getSha256()
                                .equals(served.bundle().getSha256()))
                        .findFirst()
                        .orElseThrow(() -> Problem.conflict(
                                "model",
                                "no other bundle is known that was announced before version " + served.version(),
                                "publish the earlier bundle again by freshet publish")),
                "back from version " + served.version() + ", by the gateway"));
    }

    /** What the topic has now and what it had of champions, the highest version first. */
    private Stream<Announcement> known(AnnouncedModel now) {
        Map<Long, Announcement> byVersion = new TreeMap<>(Comparator.reverseOrder());
        announced.newestFirst().forEach(each -> byVersion.put(each.version(), each));
        for (int at = now.champions().size() - 1; at >= 0; at--) { // the first of a version is the newest
            Announcement each = new Announcement(now.name(), now.champions().get(at));
            byVersion.put(each.version(), each);
        }
        return byVersion.values().stream();
    }

    /** No version of this number is known: says which ones are. */
    Problem unknown(String where, long version) {
        String known = announced.newestFirst().stream()
                .limit(20)
                .map(announcement -> Long.toString(announcement.version()))
                .collect(Collectors.joining(", "));
        return Problem.notFound(
                where,
                "version " + version + " of model " + models.settings().name() + " is not announced",
                known.isEmpty() ? "announce a model by freshet publish" : "give one of " + known);
    }

    private static CompletionStage<Reply> reply(CompletionStage<Announcement> announced) {
        return announced.thenApply(
                announcement -> Reply.json(200, Model.of(announcement, Optional.empty(), Optional.empty())));
    }

    private record All(Optional<Model> served, Optional<Tried> challenger, List<Model> models) {}

    /** A challenger: the model, and its shares of the sessions. */
    private record Tried(Model model, double share, double shadow) {
        static Tried of(Trial trial) {
            Announcement announcement = new Announcement(trial.model(), trial.challenger());
            return new Tried(Model.of(announcement, Optional.empty(), Optional.empty()), trial.share(), trial.shadow());
        }
    }

    private enum State {
        SERVED,
        LOADING,
        REFUSED,
        OLDER;

        /** As it is written in JSON. */
        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Model(
            long version,
            String uri,
            String sha256,
            String createdAt,
            String note,
            Map<String, Double> metrics,
            Optional<State> state,
            Optional<String> problem) {

        boolean isServed() {
            return state.filter(found -> found == State.SERVED).isPresent();
        }

        static Model of(Announcement announcement, Optional<State> state, Optional<String> problem) {
            return new Model(
                    announcement.version(),
                    announcement.bundle().getUri(),
                    announcement.bundle().getSha256(),
                    announcement.bundle().getCreatedAt().toString(),
                    announcement.bundle().getNote(),
                    new TreeMap<>(announcement.bundle().getMetrics()),
                    state,
                    problem);
        }
    }
}
