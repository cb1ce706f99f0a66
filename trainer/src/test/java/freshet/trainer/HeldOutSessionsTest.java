package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldOutSessionsTest {
    private static final int ITEMS = 120;
    private static final int FITTED = 400; // sessions
    private static final int HELD_OUT = 200;
    private static final int LATER = 40;
    private static final double NOTHING = 0.03; // of recall; what is learned last weighs a little more

    /** A held-out session begins with items that no other has: the newest days have new ones. */
    private static final List<Session> LOG = Logs.sessions(IntStream.range(0, FITTED + HELD_OUT + LATER)
            .mapToObj(HeldOutSessionsTest::session)
            .toArray(String[]::new));

    private static String session(int number) {
        boolean heldOut = number >= FITTED && number < FITTED + HELD_OUT;
        return IntStream.range(0, 4)
                .mapToObj(step -> heldOut && step < 3 ? "new" + number + step : "item" + (number * 7 + step) % ITEMS)
                .collect(Collectors.joining(" "));
    }

    static Stream<String> models() {
        return Trainers.names().stream().filter(name -> Trainers.neural(name) && !Trainers.holdsOut(name));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelThatLearnsThemKnowsLaterSessionsAsWell(String model) {
        Map<String, String> settings = new TreeMap<>(Trainers.quick(model));
        settings.computeIfPresent("n_sample", (name, quick) -> "4"); // most items are no negative of any step
        ModelBundle fitted = Trainers.named(model, settings).train(data(FITTED), TrainingListener.SILENT);
        HeldOutSessions heldOut = new HeldOutSessions(
                data(FITTED + HELD_OUT), Instant.ofEpochMilli(SessionMoment.START.of(LOG.get(FITTED))));

        ModelBundle learned = heldOut.learn(model, settings, fitted, TrainingListener.SILENT);

        assertThat(learned.vocabulary().size()).isEqualTo(ITEMS + 3 * HELD_OUT);
        assertThat(recall(learned)).isGreaterThan(recall(fitted) - NOTHING);
    }

    private static TrainingData data(int sessions) {
        return TrainingData.of(LOG.subList(0, sessions), Preprocessing.KEEP_ALL);
    }

    private static double recall(ModelBundle model) {
        return new Validation(LOG.subList(FITTED + HELD_OUT, LOG.size()))
                .measure(model)
                .recall();
    }
}
