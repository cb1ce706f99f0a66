package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * What an event is answered depends on its session, the watermark, the model that was served and
 * the items that were withheld: not on the size of the batch that it fell into, how soon sessions
 * that have ended are dropped, the number of instances, the kernel, a restart from a checkpoint
 * with more or fewer instances, or where the state is kept. The whole operator runs twice over one
 * stream with late, repeated and unknown events, watermarks, a swap and items withheld and
 * released: event by event on one instance with ND4J and states on the heap, and in some other way.
 * Equal scores to within {@link #TIE} may change places.
 */
class SameAnswersTest {
    private static final int ITEMS = 300; // several panels of the kernel, and a part of one
    private static final int TOP_K = 20;
    private static final int WINDOW = 6;
    private static final int GAP_SECONDS = 60;
    private static final float TIE = 1e-5f;

    private static Path store;
    private static Announcement first;
    private static Announcement second;

    /** Where sessions are kept. */
    private enum Store implements Supplier<StateBackend> {
        /** As objects. */
        HEAP,
        /** As the bytes of the job's own serializer. */
        ROCKSDB;

        @Override
        public StateBackend get() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /**
     * How the operator is run.
     *
     * @param timersPerStep sessions that a step of a task's thread drops at most
     * @param restarted instances after the restart, 0 where there is none
     */
    private record Way(
            int batch,
            int lingerMillis,
            int timersPerStep,
            int parallelism,
            KernelChoice kernel,
            Store store,
            int restarted) {
        static final Way PLAIN = new Way(1, 0, 1000, 1, KernelChoice.ND4J, Store.HEAP, 0);

        AnsweringSettings settings(ExcludeRule exclude) {
            return new AnsweringSettings(GAP_SECONDS * 1000, WINDOW, batch, lingerMillis, TOP_K, exclude);
        }
    }

    /** An item is withheld or released before the event at that place. */
    private record Change(int place, String item, boolean available) {}

    /**
     * What goes in.
     *
     * @param restartAt place of the event before which the operator may be restarted
     * @param withheld from the start
     */
    private record Log(
            List<AcceptedEvent> events,
            int swapAt,
            int restartAt,
            ExcludeRule exclude,
            List<String> withheld,
            List<Change> changes) {}

    @BeforeContainer
    static void publish() throws IOException {
        store = Files.createTempDirectory("freshet-same");
        first = new TinyGru(ITEMS, 5).publish(store, 1);
        second = new TinyGru(ITEMS, 6).publish(store, 2);
    }

    @AfterContainer
    static void remove() throws IOException {
        Files.delete(store.resolve("model-1.safetensors"));
        Files.delete(store.resolve("model-2.safetensors"));
        Files.delete(store);
    }

    @Property(tries = 60)
    void answersDependOnNothingButWhatGoesIn(@ForAll("logs") Log log, @ForAll("ways") Way way, @ForAll Random turns)
            throws Exception {
        Map<EventCoordinates, Object> plain = run(log, Way.PLAIN, turns);
        Map<EventCoordinates, Object> other = run(log, way, turns);
        assertThat(plain).hasSize(log.events().size());
        assertThat(other.keySet()).isEqualTo(plain.keySet());
        plain.forEach((event, outcome) -> {
            if (outcome instanceof Recommendation answer) {
                assertThat(other.get(event)).isInstanceOf(Recommendation.class);
                assertSame((Recommendation) other.get(event), answer);
            } else {
                assertThat(other.get(event)).isEqualTo(outcome);
            }
        });
    }

    /** Every event's outcome: its recommendation, or the reason of its rejection. */
    private static Map<EventCoordinates, Object> run(Log log, Way way, Random turns) throws Exception {
        Arithmetic arithmetic = new Arithmetic(way.kernel(), ScoringMode.EXACT);
        try (ParallelRecommender job = new ParallelRecommender(
                way.settings(log.exclude()),
                arithmetic,
                way.store(),
                way.timersPerStep(),
                way.parallelism(),
                first,
                log.withheld())) {
            long newest = Long.MIN_VALUE;
            long watermark = Long.MIN_VALUE;
            for (int place = 0; place < log.events().size(); place++) {
                if (place == log.restartAt()) {
                    if (way.restarted() > 0) {
                        job.restart(way.restarted());
                    }
                    // No checkpoint has it, and the sources bring it again; it ends sessions that
                    // were opened behind it.
                    watermark++;
                    job.watermark(watermark);
                }
                if (place == log.swapAt()) {
                    job.swap(second);
                }
                for (Change change : log.changes()) {
                    if (change.place() == place) {
                        job.availability(change.item(), change.available());
                    }
                }
                AcceptedEvent event = log.events().get(place);
                job.send(event);
                newest = Math.max(newest, event.event().timeMillis());
                if (place % 5 == 4) {
                    watermark = newest - 1000;
                    job.watermark(watermark);
                }
                if (turns.nextBoolean()) {
                    job.turn();
                    job.processingTime(2L * place);
                }
            }
            job.endInput();
            Map<EventCoordinates, Object> outcomes = new HashMap<>();
            for (Recommendation answer : job.recommendations()) {
                assertThat(outcomes.put(answer.getEvent(), answer)).isNull();
            }
            for (RejectedEvent rejected : job.rejections()) {
                assertThat(outcomes.put(rejected.getEvent(), rejected.getReason()))
                        .isNull();
            }
            return outcomes;
        }
    }

    private static void assertSame(Recommendation actual, Recommendation expected) {
        assertThat(actual.getModelVersion()).isEqualTo(expected.getModelVersion());
        assertThat(actual.getSource()).isEqualTo(expected.getSource());
        assertThat(actual.getPosition()).isEqualTo(expected.getPosition());
        assertThat(actual.getItems()).hasSameSizeAs(expected.getItems());
        Map<String, Float> known = new HashMap<>();
        expected.getItems().forEach(item -> known.put(item.getItemId(), item.getProbability()));
        float least = expected.getItems().get(expected.getItems().size() - 1).getProbability();
        for (int rank = 0; rank < actual.getItems().size(); rank++) {
            RecommendedItem item = actual.getItems().get(rank);
            assertThat(item.getProbability())
                    .isCloseTo(expected.getItems().get(rank).getProbability(), within(TIE));
            // In the other place of a tie, or just beyond the end.
            assertThat(item.getProbability()).isCloseTo(known.getOrDefault(item.getItemId(), least), within(TIE));
        }
    }

    @Provide
    Arbitrary<Way> ways() {
        return Combinators.combine(
                        Arbitraries.of(2, 3, 7, 32, 64),
                        Arbitraries.of(0, 5),
                        Arbitraries.of(1, 2, 1000),
                        Arbitraries.of(1, 2, 3, 5),
                        Arbitraries.of(KernelChoice.VECTOR, KernelChoice.ND4J),
                        Arbitraries.of(Store.class),
                        Arbitraries.of(0, 1, 2, 3, 4))
                .as(Way::new);
    }

    /**
     * Up to eight sessions in any order of time: some events late, some twice, some of items that
     * no model knows.
     */
    @Provide
    Arbitrary<Log> logs() {
        Arbitrary<Map.Entry<String, ItemEvent>> events = Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, ITEMS + 20),
                        Arbitraries.integers().between(0, 5 * GAP_SECONDS),
                        Arbitraries.of("view", "view", "cart"))
                .as((session, item, second, type) -> Map.entry(
                        "s" + session,
                        new ItemEvent("i" + item, Events.START + second * 1000L, type, ItemEvent.NO_KEY)));
        Arbitrary<String> items = Arbitraries.integers().between(0, ITEMS + 20).map(item -> "i" + item);
        Arbitrary<Change> changes = Combinators.combine(
                        Arbitraries.integers().between(0, 120), items, Arbitraries.of(true, false, false))
                .as(Change::new);
        return Combinators.combine(
                        events.list().ofMinSize(1).ofMaxSize(120),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of(ExcludeRule.class),
                        items.list().ofMaxSize(150),
                        changes.list().ofMaxSize(60))
                .as((drawn, swapAt, restartAt, exclude, withheld, changed) -> {
                    Events at = new Events();
                    return new Log(
                            drawn.stream()
                                    .map(event -> at.event(event.getKey(), event.getValue()))
                                    .toList(),
                            swapAt,
                            restartAt,
                            exclude,
                            withheld,
                            changed);
                });
    }
}
