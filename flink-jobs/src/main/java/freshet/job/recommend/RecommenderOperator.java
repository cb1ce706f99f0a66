package freshet.job.recommend;

import freshet.job.metrics.ModelMetrics;
import freshet.job.metrics.RecommenderMetrics;
import freshet.job.metrics.SessionCounts;
import freshet.job.metrics.StageClock;
import freshet.job.metrics.TrialMetrics;
import freshet.job.recommend.FlushTrigger.DrainedInputTrigger;
import freshet.job.recommend.FlushTrigger.LingerTrigger;
import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.CatalogSettings;
import freshet.job.settings.JobSettings.ModelSettings;
import freshet.job.state.AnnouncementState;
import freshet.job.state.Glance;
import freshet.job.state.KeyedSessionStates;
import freshet.job.state.SessionCountState;
import freshet.job.state.SessionStateSerializer;
import freshet.job.state.WatermarkState;
import freshet.job.store.FlinkFileSystems;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.table.StandingAnnouncement;
import freshet.job.stream.table.StandingAvailability;
import freshet.model.answer.ItemRules;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WithheldIds;
import freshet.model.catalog.ItemCatalog;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.model.trend.TrendingItems;
import freshet.schema.Recommendation;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import freshet.serving.TrendUpdate;
import freshet.serving.model.BundleFetcher;
import freshet.serving.model.ModelCache;
import freshet.serving.model.ModelSwitch;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener;
import freshet.serving.model.SwapListener.SwapTimes;
import freshet.serving.model.TaskThread;
import freshet.serving.model.TrialSwitch;
import freshet.serving.model.WarmAnswerers;
import freshet.serving.table.ItemTable;
import freshet.serving.table.ItemUpdates;
import freshet.serving.trial.Arm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Answers events, keyed by session id, in micro-batches; takes up announced models and withheld
 * items between two batches. A batch is answered when it is full, and when no further event waits;
 * with a linger, when its first event has waited for that long. It is also answered before a
 * checkpoint barrier, a watermark and the end go on. {@link RecommenderOperatorFactory} makes it in
 * its task; nothing serializes it.
 */
final class RecommenderOperator extends AbstractStreamOperator<Recommendation>
        implements TwoInputStreamOperator<AcceptedEvent, Notice, Recommendation>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    private static final int NOTICES = 1; // index of the second input

    private final transient AnsweringSettings settings;
    private final transient ModelSettings model;
    private final transient StandingAnnouncement standing;
    private final transient StandingAvailability availability;
    private final transient CatalogSettings items;
    private final transient Optional<TrendingItems> trends;
    private final transient boolean capture;
    private final transient boolean shadows;
    private final transient SessionEnds.Step step;
    private final transient MailboxExecutor mailbox;
    private final transient EventBatch batch;
    private final transient FlushTrigger trigger;

    private transient AnnouncementState announcements;
    private transient SessionCountState countState;
    private transient WatermarkState eventTime;
    private transient SessionCounts counts;
    private transient RecommenderMetrics figures;
    private transient ItemUpdates updates;
    private transient ModelSwitch models;
    private transient TrialSwitch trials;
    private transient KeyedSessionStates sessions;
    private transient SessionEnds ends;
    private transient BatchAnswering answering;
    private transient RecommenderOutput outputs;

    RecommenderOperator(
            StreamOperatorParameters<Recommendation> parameters,
            AnsweringSettings settings,
            ModelSettings model,
            StandingAnnouncement standing,
            StandingAvailability availability,
            CatalogSettings items,
            Optional<TrendingItems> trends,
            boolean capture,
            boolean shadows,
            SessionEnds.Step step) {
        super(parameters);
        this.settings = settings;
        this.model = model;
        this.standing = standing;
        this.availability = availability;
        this.items = items;
        this.trends = trends;
        this.capture = capture;
        this.shadows = shadows;
        this.step = step;
        mailbox = parameters.getMailboxExecutor();
        batch = new EventBatch(settings.maxBatch());
        trigger = settings.lingerMillis() > 0
                ? new LingerTrigger(getProcessingTimeService(), settings.lingerMillis(), time -> flush())
                : new DrainedInputTrigger(mailbox, this::flush);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        announcements = new AnnouncementState(context.getOperatorStateStore(), model.name());
        countState = new SessionCountState(context.getOperatorStateStore());
        eventTime = new WatermarkState(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        TaskManagerRuntimeInfo taskManager = getRuntimeContext().getTaskManagerRuntimeInfo();
        ClassLoaderRelease.register(getRuntimeContext(), taskManager.getTmpWorkingDirectory());
        model.arithmetic().checkJvm();
        SessionRules rules = settings.rules();
        WithheldIds withheld = new WithheldIds();
        ItemCatalog catalog = new ItemCatalog(items.memory().getBytes(), false);
        ItemRules itemRules =
                new ItemRules(withheld, catalog, items.itemFilter(), items.limit(), trends, InstantSource.system());
        updates = new ItemUpdates(new ItemTable(withheld, catalog));
        Glance glance = new Glance();
        ValueStateDescriptor<SessionState> kept =
                new ValueStateDescriptor<>("session", new SessionStateSerializer(glance));
        counts = countState.counts(getRuntimeContext().getTaskInfo(), getKeyedStateBackend(), kept);
        figures = new RecommenderMetrics(getMetricGroup(), counts, withheld, catalog);
        var timers = getInternalTimerService("session-end", VoidNamespaceSerializer.INSTANCE, this);
        sessions = new KeyedSessionStates(
                getPartitionedState(kept),
                glance,
                this::setCurrentKey,
                time -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time),
                rules.gapMillis(),
                getMetricGroup().counter("strayTimers"),
                (session, over) ->
                        figures.sessionEnded(session, over.lastAnswer().modelVersion()),
                eventTime.latest());
        ends = new SessionEnds(timeServiceManager, sessions, mailbox, output::emitWatermark, step);
        StageClock clock = new StageClock(System::nanoTime, figures);
        outputs = new RecommenderOutput(output, model, getProcessingTimeService());
        TrialMetrics trialFigures = new TrialMetrics(getMetricGroup());
        answering = new Answerings(
                        rules,
                        new Recommendations(Clock.systemUTC()),
                        outputs::answer,
                        outputs::reject,
                        capture ? outputs::capture : event -> {},
                        figures,
                        clock)
                .batches(
                        sessions,
                        trialFigures.of(Arm.CHAMPION),
                        trialFigures.of(Arm.CHALLENGER),
                        shadows ? Optional.of(outputs::shadow) : Optional.empty());
        // Notices have no event time, so they must not hold back that of the events.
        super.processWatermarkStatus(WatermarkStatus.IDLE, NOTICES);
        TaskThread thread = new Mailbox(mailbox, getProcessingTimeService());
        ModelSwitches switches = new ModelSwitches(
                model,
                ModelCache.ofThisJvm(
                        new BundleFetcher(
                                new FlinkFileSystems(),
                                model.stores(),
                                Path.of(taskManager.getTmpDirectories()[0])),
                        model.arithmetic()),
                WarmAnswerers.within(
                        model.loadTimeout(),
                        loaded -> new SessionAnswerer(
                                loaded,
                                rules,
                                settings.maxBatch(),
                                settings.topK(),
                                settings.exclude(),
                                itemRules,
                                clock),
                        rules,
                        settings.maxBatch(),
                        settings.topK()),
                thread);
        ModelMetrics modelFigures = new ModelMetrics(getMetricGroup(), Clock.systemUTC());
        models = switches.champion(new Swaps(modelFigures));
        trials = new TrialSwitch(
                model.name(),
                models,
                switches::challenger,
                thread,
                new Trials(model.name(), this::flushNow, trialFigures, modelFigures, shadows));
        availability.read(updates::read);
        announcements.startServing(models, standing::newestFirst);
    }

    @Override
    public void processElement1(StreamRecord<AcceptedEvent> element) throws Exception {
        ends.eventCame();
        batch.add(element.getValue(), System.nanoTime());
        if (batch.isFull()) {
            flush();
        } else {
            trigger.waits(batch.size());
        }
    }

    @Override
    public void processElement2(StreamRecord<Notice> element) {
        if (element.getValue() instanceof Announcement announcement) {
            models.offer(announcement);
        } else if (element.getValue() instanceof Challenge challenge) {
            trials.tell(challenge);
        } else if (element.getValue() instanceof ItemUpdate update && updates.take(update)) {
            figures.availabilityUpdated();
        } else if (element.getValue() instanceof TrendUpdate trend) {
            trends.ifPresent(lists -> lists.tell(trend.category(), trend.items()));
        }
    }

    private void flush() throws IOException {
        trigger.answered();
        if (batch.size() > 0) {
            answering.answer(batch, models.answerer(), trials.arms(), eventTime.latest());
            batch.clear();
        }
    }

    /** Answers what is gathered before something else answers. */
    private void flushNow() {
        try {
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the batch before a swap could not be answered", e);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        eventTime.advance(mark.getTimestamp());
        ends.passed(mark, Math.max(mark.getTimestamp(), eventTime.latest()));
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // notices have no event time
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        if (input != NOTICES) {
            super.processWatermarkStatus(status, input);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        announcements.write(models);
        countState.write(counts);
        eventTime.write();
    }

    @Override
    public void finish() throws Exception {
        flush();
        ends.finish();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (models != null) {
            outputs.flush();
            trials.close();
            models.close();
        }
        super.close();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        sessions.timerFired(timer.getKey(), timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("sessions set no processing-time timers");
    }

    /** What a swap means for the batch and the metrics. */
    private final class Swaps implements SwapListener {
        private final ModelMetrics metrics;

        Swaps(ModelMetrics metrics) {
            this.metrics = metrics;
        }

        @Override
        public void beforeSwap() {
            flushNow();
        }

        @Override
        public void swapped(Announcement announcement, SwapTimes times) {
            metrics.swapped(announcement, times);
            counts.serve(
                    announcement.version(),
                    models.answerer().filter(SessionAnswerer::keepsHidden).isPresent());
            trials.championChanged();
        }

        @Override
        public void refused(Announcement announcement, RefusalReason reason) {
            metrics.refused(reason);
        }

        @Override
        public void retrying(Announcement announcement) {
            metrics.retrying();
        }

        @Override
        public void failing(Optional<Announcement> highest) {
            metrics.failing(highest.map(Announcement::version).orElse(0L));
            trials.championChanged(); // told of each announcement that counts, and of each load that fails
        }
    }

    /** The task's thread as Flink gives work to it; no thread of its own waits for the time. */
    private record Mailbox(MailboxExecutor mails, ProcessingTimeService time) implements TaskThread {
        @Override
        public void execute(Runnable work) {
            mails.execute(work::run, "take up a model");
        }

        @Override
        public Runnable after(Duration delay, Runnable work) {
            ScheduledFuture<?> timer =
                    time.registerTimer(time.getCurrentProcessingTime() + delay.toMillis(), now -> work.run());
            return () -> timer.cancel(false);
        }
    }
}
