package freshet.job.recommend;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.CatalogSettings;
import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.settings.JobSettings.ModelSettings;
import freshet.job.state.SessionStateSerializer;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.StreamType;
import freshet.job.stream.table.StandingAnnouncement;
import freshet.job.stream.table.StandingAvailability;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.session.SessionState;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.serving.Announcement;
import freshet.serving.Notice;
import freshet.serving.model.AllowedStores;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * The recommender in Flink's own harness: no cluster, a processing-time clock that the test moves.
 */
final class RecommenderHarness implements AutoCloseable {
    static final StandingAnnouncement NOTHING_STANDS = List::of;
    static final ListsSettings LISTS = new ListsSettings(
            "", "", Duration.ofDays(1), List.of(), Duration.ZERO, 10, 10, 1, Duration.ofSeconds(1), Duration.ofDays(1));
    static final CatalogSettings CATALOG = new CatalogSettings(MemorySize.ofMebiBytes(16), "", "");
    static final int KEY_GROUPS = 128;
    static final Duration RETRY_INITIAL = Duration.ofSeconds(1);
    static final Duration RETRY_MAX = Duration.ofMinutes(1);

    private final KeyedHarness flink;

    private RecommenderHarness(
            AnsweringSettings settings,
            ModelSettings model,
            StandingAnnouncement standing,
            StandingAvailability availability)
            throws Exception {
        this(
                new RecommenderOperatorFactory(settings, model, standing, availability, CATALOG, LISTS, false, true),
                new HashMapStateBackend(),
                1,
                0);
    }

    private RecommenderHarness(RecommenderOperatorFactory factory, StateBackend backend, int subtasks, int subtask)
            throws Exception {
        flink = new KeyedHarness(factory, KEY_GROUPS, subtasks, subtask);
        flink.setStateBackend(backend);
        flink.setup(StreamType.RECOMMENDATION.createSerializer(
                flink.getExecutionConfig().getSerializerConfig()));
    }

    private static ModelSettings model(String name, AllowedStores stores) {
        return new ModelSettings(
                "models", name, stores, Duration.ofSeconds(30), RETRY_INITIAL, RETRY_MAX, Arithmetic.DEFAULT);
    }

    /** A fresh start. */
    static RecommenderHarness start(AnsweringSettings settings, StandingAnnouncement standing) throws Exception {
        return start(settings, standing, StandingAvailability.NONE);
    }

    static RecommenderHarness start(
            AnsweringSettings settings, StandingAnnouncement standing, StandingAvailability availability)
            throws Exception {
        RecommenderHarness harness =
                new RecommenderHarness(settings, model("default", AllowedStores.ANY), standing, availability);
        harness.flink.open();
        return harness;
    }

    /** A fresh start that fetches bundles from some stores alone. */
    static RecommenderHarness startWithin(AllowedStores stores, AnsweringSettings settings) throws Exception {
        RecommenderHarness harness =
                new RecommenderHarness(settings, model("default", stores), NOTHING_STANDS, StandingAvailability.NONE);
        harness.flink.open();
        return harness;
    }

    /**
     * One of several instances, with an arithmetic and a state backend of choice.
     *
     * @param step in which the task's thread drops ended sessions
     * @param state of all instances of an earlier run, empty at a fresh start
     */
    static RecommenderHarness start(
            AnsweringSettings settings,
            Arithmetic arithmetic,
            StateBackend backend,
            StandingAnnouncement standing,
            StandingAvailability availability,
            SessionEnds.Step step,
            int subtasks,
            int subtask,
            List<OperatorSubtaskState> state)
            throws Exception {
        ModelSettings model = new ModelSettings(
                "models", "default", AllowedStores.ANY, Duration.ofSeconds(30), RETRY_INITIAL, RETRY_MAX, arithmetic);
        RecommenderHarness harness = new RecommenderHarness(
                new RecommenderOperatorFactory(
                        settings, model, standing, availability, CATALOG, LISTS, false, true, step),
                backend,
                subtasks,
                subtask);
        if (!state.isEmpty()) {
            OperatorSubtaskState all =
                    AbstractStreamOperatorTestHarness.repackageState(state.toArray(OperatorSubtaskState[]::new));
            harness.flink.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    all, KEY_GROUPS, state.size(), subtasks, subtask));
        }
        harness.flink.open();
        return harness;
    }

    /** A start from a checkpoint. */
    static RecommenderHarness restore(AnsweringSettings settings, OperatorSubtaskState state) throws Exception {
        return restore(settings, "default", state, StandingAvailability.NONE);
    }

    static RecommenderHarness restore(
            AnsweringSettings settings, String model, OperatorSubtaskState state, StandingAvailability availability)
            throws Exception {
        return restore(settings, model, state, NOTHING_STANDS, availability);
    }

    static RecommenderHarness restore(
            AnsweringSettings settings, OperatorSubtaskState state, StandingAnnouncement standing) throws Exception {
        return restore(settings, "default", state, standing, StandingAvailability.NONE);
    }

    private static RecommenderHarness restore(
            AnsweringSettings settings,
            String model,
            OperatorSubtaskState state,
            StandingAnnouncement standing,
            StandingAvailability availability)
            throws Exception {
        RecommenderHarness harness =
                new RecommenderHarness(settings, model(model, AllowedStores.ANY), standing, availability);
        harness.flink.initializeState(state);
        harness.flink.open();
        return harness;
    }

    void send(AcceptedEvent event) throws Exception {
        flink.event(event, event.event().timeMillis());
    }

    void announce(Announcement announcement) throws Exception {
        notice(announcement);
    }

    void notice(Notice notice) throws Exception {
        flink.notice(notice);
    }

    void watermark(long millis) throws Exception {
        flink.watermark(new Watermark(millis));
    }

    void processingTime(long millis) throws Exception {
        flink.setProcessingTime(millis);
    }

    /** The barrier of a checkpoint is about to go on. */
    void barrier(long id) throws Exception {
        flink.prepareSnapshotPreBarrier(id);
    }

    /** What a checkpoint does: first its barrier, then the state. */
    OperatorSubtaskState checkpoint(long id) throws Exception {
        barrier(id);
        return flink.snapshot(id, 0);
    }

    void endInput() throws Exception {
        flink.getOperator().finish();
    }

    /** Runs what other threads handed to the task's thread, if anything. */
    boolean runMail() throws Exception {
        var mail = flink.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    List<Recommendation> recommendations() {
        return flink.extractOutputValues();
    }

    List<RejectedEvent> rejections() {
        var side = flink.getSideOutput(RecommenderOperatorFactory.REJECTED);
        return side == null
                ? List.of()
                : side.stream().map(record -> record.getValue().event()).toList();
    }

    /** Answers that are for comparison alone. */
    List<Recommendation> shadows() {
        var side = flink.getSideOutput(RecommenderOperatorFactory.SHADOW);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    long watermarksForwarded() {
        return flink.getOutput().stream().filter(Watermark.class::isInstance).count();
    }

    List<Object> output() {
        return List.copyOf(flink.getOutput());
    }

    /** What is kept of a session; it must be kept. */
    SessionState state(String session) throws Exception {
        return kept(session).value();
    }

    /** Takes a session away, and leaves its timer. */
    void lose(String session) throws Exception {
        kept(session).clear();
    }

    private ValueState<SessionState> kept(String session) throws Exception {
        flink.getOperator().setCurrentKey(session);
        return flink.getOperator()
                .getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>("session", new SessionStateSerializer()));
    }

    int sessions() {
        return flink.keptSessions();
    }

    int timers() {
        return flink.numEventTimeTimers();
    }

    @Override
    public void close() {
        try {
            flink.close();
        } catch (Exception e) { // Flink's harness declares it
            throw new IllegalStateException("the operator could not be closed", e);
        }
    }
}
