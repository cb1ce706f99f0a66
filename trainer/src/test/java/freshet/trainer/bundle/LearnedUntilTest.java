package freshet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.Logs;
import freshet.trainer.Preprocessing;
import freshet.trainer.SessionMoment;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedUntilTest {
    private static final List<Session> LOG = Logs.sessions("a b c", "b c a", "c a b", "a c", "b a", "c b");
    private static final Map<String, String> SMALL =
            Map.of("layers", "4", "epochs", "1", "n_sample", "4", "batch_size", "2");

    @ParameterizedTest
    @ValueSource(strings = {"gru4rec", "markov", "popularity"})
    void modelSaysWhichEventItLearnedLast(String kind) {
        assertThat(LearnedUntil.of(train(kind, plan(4)))).contains(end(3));
    }

    @Test
    void warmStartKnowsWhatTheOlderModelHasSeen() {
        ModelBundle older = train("gru4rec", plan(6));
        assertThat(LearnedUntil.of(train("gru4rec", plan(4).startingFrom(older))))
                .contains(end(5));
    }

    @Test
    void sessionsThatWereHeldOutAndLearnedInTheEndCount() {
        ModelBundle fitted = train("gru4rec", plan(4));
        HeldOutSessions held =
                new HeldOutSessions(plan(6).data(), Instant.ofEpochMilli(SessionMoment.START.of(LOG.get(4))));
        assertThat(LearnedUntil.of(held.learn("gru4rec", SMALL, fitted, new TrainingListener() {})))
                .contains(end(5));
    }

    @Test
    void sessionsThatAModelWasValidatedOnCount() {
        ObjectNode provenance = train("markov", plan(4)).provenance();
        LearnedUntil.raise(provenance, LOG.subList(4, 5));
        assertThat(provenance.path("learned_until").asText()).isEqualTo(end(4).toString());
        LearnedUntil.raise(provenance, LOG.subList(0, 1));
        assertThat(provenance.path("learned_until").asText())
                .as("older ones change nothing")
                .isEqualTo(end(4).toString());
    }

    @Test
    void textThatIsNoTimeIsRefused() {
        ModelBundle model = train("markov", plan(4));
        ObjectNode provenance = model.provenance().deepCopy().put("learned_until", "yesterday");
        ModelBundle odd = model.withProvenance(provenance);
        assertThatThrownBy(() -> LearnedUntil.of(odd))
                .isInstanceOf(BundleException.class)
                .hasMessage("the provenance has learned_until \"yesterday\", which is no time");
    }

    private static TrainingPlan plan(int sessions) {
        return TrainingPlan.of(TrainingData.of(LOG.subList(0, sessions), Preprocessing.KEEP_ALL));
    }

    private static Instant end(int session) {
        return Instant.ofEpochMilli(SessionMoment.END.of(LOG.get(session)));
    }

    private static ModelBundle train(String kind, TrainingPlan plan) {
        return Trainers.named(kind, Trainers.neural(kind) ? SMALL : Map.of()).train(plan, new TrainingListener() {});
    }
}
