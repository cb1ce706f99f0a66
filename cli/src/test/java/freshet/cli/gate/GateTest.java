package freshet.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop of 40 items, of which each session looks at three that follow each other in a circle. */
class GateTest {
    private static final int ITEMS = 40;
    private static final long MINUTE = 60_000;
    private static final Gate GATE = new Gate(new GateRules(0.01, 100), SessionRules.DEFAULT);

    @TempDir
    Path folder;

    private Path forward; // knows that item n + 1 follows item n
    private Path backward; // knows the opposite

    @BeforeEach
    void train() {
        forward = bundle("forward", sessions(0, 200, 1));
        backward = bundle("backward", sessions(0, 200, -1));
    }

    @Test
    void candidateAsGoodAsTheChampionPasses() {
        GateVerdict verdict = GATE.judge(forward, Optional.of(backward), sessions(0, 300, 1));

        assertThat(verdict.passed()).as(verdict.words()).isTrue();
        assertThat(verdict.words())
                .contains("candidate Recall@20 1.0000, MRR@20 1.0000; champion Recall@20 ")
                .contains("over 200 predictions in 100 sessions that begin after ");
        assertThat(GATE.judge(forward, Optional.of(forward), sessions(0, 300, 1))
                        .passed())
                .as("equal models")
                .isTrue();
    }

    @Test
    void worseCandidateIsRefusedWithTheFiguresOfBoth() {
        GateVerdict verdict = GATE.judge(backward, Optional.of(forward), sessions(0, 300, 1));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.words())
                .startsWith("candidate Recall@20 0.0000")
                .contains("champion Recall@20 1.0000, MRR@20 1.0000")
                .endsWith("the candidate may lose 1.0 % of each");
    }

    @Test
    void sessionsThatOneModelHasSeenAreNotJudgedOn() {
        Path later = bundle("later", sessions(0, 280, 1));
        Gate gate = new Gate(new GateRules(0.01, 41), SessionRules.DEFAULT);

        assertThat(gate.judge(forward, Optional.of(later), sessions(0, 300, 1)).words())
                .startsWith("too little to judge by: 40 predictions in 20 sessions that begin after ");
        assertThat(gate.judge(later, Optional.of(forward), sessions(0, 300, 1)).passed())
                .isFalse();
    }

    @Test
    void candidateThatDoesNotSayWhatItHasSeenIsRefused() {
        assertThat(GATE.judge(silent(forward), Optional.of(backward), sessions(0, 300, 1))
                        .words())
                .endsWith("does not say which events it has seen, as it was trained by an older version; train it"
                        + " again");
    }

    @Test
    void championThatDoesNotSayWhatItHasSeenIsComparedAndNamed() {
        GateVerdict verdict = GATE.judge(forward, Optional.of(silent(backward)), sessions(0, 300, 1));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.words())
                .endsWith("the champion does not say which events it has seen, and may know some of" + " these");
    }

    @Test
    void firstModelHasNothingToBeComparedWith() {
        assertThat(GATE.judge(forward, Optional.empty(), List.of()).passed()).isTrue();
    }

    @Test
    void marginIsAShareOfTheChampionsFigure() {
        GateRules rules = new GateRules(0.1, 1);

        assertThat(rules.holds(0.45, 0.5)).isTrue();
        assertThat(rules.holds(0.4499, 0.5)).isFalse();
        assertThatThrownBy(() -> new GateRules(1, 1))
                .hasMessage("the margin is 1.0; it must be at least 0 and under 1");
    }

    /** Sessions a minute apart, of three items each. */
    private static List<Session> sessions(int from, int to, int step) {
        List<Session> sessions = new ArrayList<>();
        for (int session = from; session < to; session++) {
            List<ItemEvent> events = new ArrayList<>();
            for (int click = 0; click < 3; click++) {
                int item = Math.floorMod(session + step * click, ITEMS);
                events.add(ItemEvent.view("item" + item, session * MINUTE + click));
            }
            sessions.add(new Session("s" + session, events));
        }
        return sessions;
    }

    private Path bundle(String name, List<Session> log) {
        Path file = folder.resolve(name + ".safetensors");
        BundleFile.write(
                file,
                Trainers.named("markov", Map.of())
                        .train(TrainingData.of(log, Preprocessing.KEEP_ALL), new TrainingListener() {}));
        return file;
    }

    private Path silent(Path bundle) {
        ModelBundle model = BundleFile.read(bundle);
        ObjectNode provenance = model.provenance().deepCopy();
        provenance.remove("learned_until");
        Path file = folder.resolve("silent.safetensors");
        BundleFile.write(file, model.withProvenance(provenance));
        return file;
    }
}
