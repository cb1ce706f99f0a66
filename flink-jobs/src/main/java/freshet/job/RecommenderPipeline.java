package freshet.job;

import freshet.job.operator.RecommenderOperator;
import freshet.job.settings.JobSettings;
import freshet.job.sink.KafkaSinks;
import freshet.job.source.EventTime;
import freshet.job.source.KafkaSources;
import freshet.job.source.KafkaStandingAnnouncement;
import freshet.job.source.KafkaStandingAvailability;
import freshet.job.source.RejectionSplit;
import freshet.job.source.StandingAvailability;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Notice;
import freshet.job.stream.StreamType;
import freshet.schema.Recommendation;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the job together: events → decoded → keyed by session → recommender (with announcements and items' availability broadcast to it) →
 * recommendations, and rejected events from both the source and the recommender. The uids name the operators in savepoints: an
 * operator that keeps its meaning keeps its uid.
 */
public final class RecommenderPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RecommenderPipeline.class);
    // Flink would let a half-filled network buffer wait for 100 ms. Handed on at once an event saves that, and a
    // thread's turn.
    private static final Duration NETWORK_DELAY = Duration.ZERO;

    // Answers go on while the checkpoints' store is away; to start again would give them twice and mend nothing. A job
    // whose checkpoints hang is started again in the end: by default each may take ten minutes.
    private static final int FAILED_CHECKPOINTS = 100;

    private RecommenderPipeline() {}

    /** Under which Flink shows the job and labels its metrics; alert rules and dashboard look for it. */
    public static String name(JobSettings settings) {
        return "freshet recommender, model " + settings.model().name();
    }

    /** Adds the job's operators to the environment and configures state, checkpoints and types. */
    public static void build(StreamExecutionEnvironment env, JobSettings settings) {
        if (settings.model().stores().isAny()) {
            LOG.warn(
                    "model.allowed-stores is empty: whoever may write to topic {} may name any file that Flink can read",
                    settings.model().topic());
        }
        env.configure(configuration(settings));
        if (settings.parallelism() > 0) {
            env.setParallelism(settings.parallelism());
        }
        SingleOutputStreamOperator<AcceptedEvent> events = events(env, settings);
        SingleOutputStreamOperator<Recommendation> answers = events.keyBy(AcceptedEvent::sessionId, Types.STRING)
                .connect(notices(env, settings).broadcast())
                .transform(
                        "recommender",
                        StreamType.RECOMMENDATION,
                        new RecommenderOperator(
                                settings.answering(),
                                settings.model(),
                                new KafkaStandingAnnouncement(settings),
                                standingAvailability(settings)))
                .uid("recommender");
        answers.sinkTo(KafkaSinks.recommendations(settings))
                .uid("recommendations-sink")
                .name("recommendations");
        events.getSideOutput(RejectionSplit.REJECTED)
                .union(answers.getSideOutput(RecommenderOperator.REJECTED))
                .sinkTo(KafkaSinks.rejections(settings))
                .uid("rejected-sink")
                .name("rejected events");
    }

    private static SingleOutputStreamOperator<AcceptedEvent> events(
            StreamExecutionEnvironment env, JobSettings settings) {
        return env.fromSource(
                        KafkaSources.events(settings),
                        EventTime.strategy(settings.events(), Clock.systemUTC()),
                        "events")
                .uid("events-source")
                .process(new RejectionSplit(), StreamType.ACCEPTED_EVENT)
                .uid("rejection-split")
                .name("part off rejected");
    }

    private static StandingAvailability standingAvailability(JobSettings settings) {
        return settings.items()
                .topic()
                .<StandingAvailability>map(topic -> new KafkaStandingAvailability(settings.kafka(), topic))
                .orElse(StandingAvailability.NONE);
    }

    private static DataStream<Notice> notices(StreamExecutionEnvironment env, JobSettings settings) {
        DataStream<Notice> announcements = announcements(env, settings);
        return settings.items()
                .topic()
                .map(topic -> announcements.union(availability(env, settings, topic)))
                .orElse(announcements);
    }

    private static DataStream<Notice> availability(StreamExecutionEnvironment env, JobSettings settings, String topic) {
        return env.fromSource(
                        KafkaSources.availability(settings, topic), WatermarkStrategy.noWatermarks(), "availability")
                .uid("items-source")
                .setParallelism(1); // so that a partition's records keep their order
    }

    private static DataStream<Notice> announcements(StreamExecutionEnvironment env, JobSettings settings) {
        return env.fromSource(KafkaSources.announcements(settings), WatermarkStrategy.noWatermarks(), "announcements")
                .uid("announcements-source")
                .setParallelism(1);
    }

    private static Configuration configuration(JobSettings settings) {
        Configuration configuration = new Configuration();
        StateBackend.configure(configuration, settings.state());
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                settings.checkpoints().interval());
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
        if (!settings.checkpoints().dir().isEmpty()) {
            configuration.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    settings.checkpoints().dir());
        }
        configuration.set(PipelineOptions.GENERIC_TYPES, false); // a type without a serializer of its own is an error
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false); // so is an operator without a uid
        // Nothing that flows is changed but the recommendation, and the sink, chained to the recommender, has encoded
        // it by then.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, NETWORK_DELAY);
        return configuration;
    }
}
