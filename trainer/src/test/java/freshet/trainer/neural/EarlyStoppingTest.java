package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import freshet.trainer.Validation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private final EarlyStopping stopping = new EarlyStopping(2);

    @Test
    void endsAfterTwoInARowThatAreNoBetterAndKeepsTheBest() {
        ModelBundle best = model();
        stopping.add(model(), 0.3);
        stopping.add(model(), 0.2);
        stopping.add(best, 0.4);
        stopping.add(model(), 0.4);
        assertThat(stopping.isOver()).isFalse();

        stopping.add(model(), 0.39);
        assertThat(stopping.isOver()).isTrue();
        assertThat(stopping.best()).containsSame(best);
    }

    @Test
    void modelThatFindsNothingIsBetterThanNone() {
        assertThat(stopping.best()).isEmpty();
        stopping.add(model(), 0);
        assertThat(stopping.best()).isPresent();
    }

    /**
     * The chain has seen b after a and c after b: of a>b, b>c, a>c it finds the first two at rank
     * 1, c after a not at all.
     */
    @Test
    void measuresSessionsOfOneKeyApart() {
        var metrics = new Validation(Logs.sessions("a b c", "a c")).measure(model());

        assertThat(metrics.predictions()).isEqualTo(3);
        assertThat(metrics.mrr()).isEqualTo(2 / 3.0);
    }

    private static ModelBundle model() {
        return Trainers.named("markov", Map.of()).train(Logs.data("a b c"), TrainingListener.SILENT);
    }
}
