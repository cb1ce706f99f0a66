package freshet.job;

import freshet.job.capture.Capture;
import freshet.job.lists.Lists;
import freshet.job.recommend.RecommenderOperatorFactory;
import freshet.job.settings.Contradictions;
import freshet.job.settings.FlinkOptions;
import freshet.job.settings.JobSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.StreamType;
import freshet.job.stream.event.EventTime;
import freshet.job.stream.event.EventsSource;
import freshet.job.stream.event.RejectionSplit;
import freshet.job.stream.output.KafkaSinks;
import freshet.job.stream.table.ItemsTopic;
import freshet.job.stream.table.ListsTopic;
import freshet.job.stream.table.ModelsTopic;
import freshet.job.stream.table.StandingAvailability;
import freshet.schema.Recommendation;
import freshet.serving.Notice;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the job together: events → decoded → keyed by session → recommender (with announcements and
 * items' availability broadcast to it) → recommendations, shadow answers and lists of items where
 * they have a topic, and rejected events from both the source and the recommender. The uids name
 * the operators in savepoints: an operator that keeps its meaning keeps its uid.
 */
public final class RecommenderPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RecommenderPipeline.class);

    private RecommenderPipeline() {}

    /**
     * Under which Flink shows the job and labels its metrics; alert rules and dashboard look for
     * it.
     */
    public static String name(JobSettings settings) {
        return "freshet recommender, model " + settings.model().name();
    }

    /**
     * Adds the job's operators to the environment and configures state, checkpoints and types.
     *
     * @throws freshet.job.settings.SettingsException if settings and Flink's configuration
     *     contradict each other
     */
    public static void build(StreamExecutionEnvironment env, JobSettings settings) {
        FlinkOptions.refuseShortTransactions(settings, env.getConfiguration());
        buildUnchecked(env, settings);
    }

    /** The same where the broker may drop transactions that the job waits for. */
    static void buildUnchecked(StreamExecutionEnvironment env, JobSettings settings) {
        Contradictions.oddIn(settings).forEach(LOG::warn);
        if (settings.model().stores().isAny()) {
            LOG.warn(
                    "model.allowed-stores is empty: everybody who may write to topic {} may name any file that Flink"
                            + " can read",
                    settings.model().topic());
        }
        FlinkOptions options = FlinkOptions.of(settings, env.getConfiguration());
        env.configure(options.configuration());
        LOG.info(
                "Flink's options where they differ from Flink's defaults:\n  {}", String.join("\n  ", options.notes()));
        add(env, settings);
    }

    private static void add(StreamExecutionEnvironment env, JobSettings settings) {
        SingleOutputStreamOperator<AcceptedEvent> events = events(env, settings);
        DataStream<Notice> notices = notices(env, settings);
        SingleOutputStreamOperator<Recommendation> answers = events.keyBy(AcceptedEvent::sessionId, Types.STRING)
                .connect(withTrends(env, settings, notices).broadcast())
                .transform(
                        "recommender",
                        StreamType.RECOMMENDATION,
                        new RecommenderOperatorFactory(
                                settings.answering(),
                                settings.model(),
                                new ModelsTopic(settings),
                                standingAvailability(settings),
                                settings.items().catalog(),
                                settings.lists(),
                                settings.capture().isOn()
                                        || settings.lists().topic().isPresent(),
                                settings.trial().shadowTopic().isPresent()))
                .uid("recommender");
        answers.sinkTo(KafkaSinks.recommendations(settings))
                .uid("recommendations-sink")
                .name("recommendations");
        if (settings.capture().isOn()) {
            Capture.add(
                    answers.getSideOutput(RecommenderOperatorFactory.TAKEN),
                    settings.events().format(),
                    settings.capture());
        }
        settings.lists().topic().ifPresent(topic -> Lists.add(
                        answers.getSideOutput(RecommenderOperatorFactory.TAKEN), notices, settings.lists())
                .sinkTo(KafkaSinks.lists(settings, topic))
                .uid("lists-sink")
                .name("lists of items"));
        settings.trial().shadowTopic().ifPresent(topic -> answers.getSideOutput(RecommenderOperatorFactory.SHADOW)
                .sinkTo(KafkaSinks.shadows(settings, topic))
                .uid("shadow-sink")
                .name("shadow answers"));
        events.getSideOutput(RejectionSplit.REJECTED)
                .union(answers.getSideOutput(RecommenderOperatorFactory.REJECTED))
                .sinkTo(KafkaSinks.rejections(settings))
                .uid("rejected-sink")
                .name("rejected events");
    }

    private static SingleOutputStreamOperator<AcceptedEvent> events(
            StreamExecutionEnvironment env, JobSettings settings) {
        return env.fromSource(
                        EventsSource.of(settings), EventTime.strategy(settings.events(), Clock.systemUTC()), "events")
                .uid("events-source")
                .transform(
                        "part off rejected",
                        StreamType.ACCEPTED_EVENT,
                        new RejectionSplit(settings.events().format()))
                .uid("rejection-split");
    }

    private static StandingAvailability standingAvailability(JobSettings settings) {
        return settings.items()
                .topic()
                .<StandingAvailability>map(topic -> new ItemsTopic(settings.kafka(), topic))
                .orElse(StandingAvailability.NONE);
    }

    private static DataStream<Notice> notices(StreamExecutionEnvironment env, JobSettings settings) {
        DataStream<Notice> announcements = announcements(env, settings);
        return settings.items()
                .topic()
                .map(topic -> announcements.union(availability(env, settings, topic)))
                .orElse(announcements);
    }

    /** The notices, and what trends where that answers. */
    private static DataStream<Notice> withTrends(
            StreamExecutionEnvironment env, JobSettings settings, DataStream<Notice> notices) {
        return settings.lists()
                .fallback()
                .flatMap(window ->
                        settings.lists().topic().map(topic -> notices.union(trends(env, settings, topic, window))))
                .orElse(notices);
    }

    private static DataStream<Notice> trends(
            StreamExecutionEnvironment env, JobSettings settings, String topic, Duration window) {
        return env.fromSource(ListsTopic.source(settings, topic, window), WatermarkStrategy.noWatermarks(), "trends")
                .uid("lists-source")
                .setParallelism(1);
    }

    private static DataStream<Notice> availability(StreamExecutionEnvironment env, JobSettings settings, String topic) {
        return env.fromSource(ItemsTopic.source(settings, topic), WatermarkStrategy.noWatermarks(), "availability")
                .uid("items-source")
                .setParallelism(1); // so that a partition's records keep their order
    }

    private static DataStream<Notice> announcements(StreamExecutionEnvironment env, JobSettings settings) {
        return env.fromSource(ModelsTopic.source(settings), WatermarkStrategy.noWatermarks(), "announcements")
                .uid("announcements-source")
                .setParallelism(1);
    }
}
