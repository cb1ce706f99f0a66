package freshet.lab.demo;

import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.Publication;
import freshet.cli.serve.LocalJob;
import freshet.lab.RunFolder;
import freshet.model.session.SessionRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The live part of a demo: events go out, recommendations come in, all of it is watched. For one
 * thread.
 */
final class LiveServing {
    private static final long TICK_MILLIS = 1_000;

    /** The demo gives the job up when it has answered nothing for so long. */
    private static final long SILENCE_SECONDS = 120;

    private static final int K = 20;
    private static final long SECOND_VERSION = 2;

    private final DemoSettings settings;
    private final Traffic traffic;
    private final Ready stage;
    private final DemoView view;
    private final Interruption interruption;
    private final LatencyMeter latency = new LatencyMeter();
    private final DemoBoard board;
    private final SwapStory story;
    private final Backlog backlog = new Backlog();
    private Optional<SideWork> beside = Optional.empty();

    LiveServing(DemoSettings settings, Traffic traffic, Ready stage, DemoView view, Interruption interruption) {
        this.settings = settings;
        this.traffic = traffic;
        this.stage = stage;
        this.view = view;
        this.interruption = interruption;
        this.board = new DemoBoard(latency, settings.gap().rules(SessionRules.DEFAULT.maxItems()), K, traffic::name);
        this.story = new SwapStory(view);
    }

    /**
     * Serves until the time is over, the traffic ends or the user ends it; then until every event
     * is accounted for.
     */
    Report run() throws InterruptedException {
        // Latency is measured, so an event waits for no others.
        KafkaConnection prompt = new KafkaConnection(stage.connection().bootstrapServers(), Map.of("linger.ms", "0"));
        try (TopicsReader reader = new TopicsReader(stage.connection().consumer(), TopicNames.DEFAULT, board);
                EventSender sender = new EventSender(
                        prompt.producer(),
                        TopicNames.DEFAULT.events(),
                        traffic,
                        latency,
                        stage.clock(),
                        stage.catalogue())) {
            long started = System.nanoTime();
            StatusClock clock = new StatusClock(started);
            boolean over = false;
            while (!over) {
                over = interruption.await(TICK_MILLIS) || sender.finished() || timeIsOver(started) || loopIsOver();
                look(reader, sender, clock);
                pace(sender);
                retrain(started, sender.written());
            }
            if (beside.filter(SideWork::running).isPresent()) {
                view.say(
                        settings.loop().isPresent()
                                ? "the loop is given up before its end; give it longer"
                                : "version " + SECOND_VERSION
                                        + " is given up: its training was not done in time; give it longer, or fewer"
                                        + " --epochs");
            }
            endTraining();
            stage.gateway().close();
            sender.stop();
            long written = eventsOnTopic();
            view.say("no further events; waiting for the answers to the last ones");
            drain(reader, sender, clock, written);
            return new Report(written, board.figures(), latency.total());
        } finally {
            endTraining();
        }
    }

    /** Waits as long as answers come. */
    private void drain(TopicsReader reader, EventSender sender, StatusClock clock, long written)
            throws InterruptedException {
        long open = board.figures().open(written);
        long silent = System.nanoTime();
        while (open > 0 && System.nanoTime() - silent < TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS / 10);
            look(reader, sender, clock);
            long left = board.figures().open(written);
            if (left < open) {
                silent = System.nanoTime();
            }
            open = left;
        }
        if (open > 0) {
            view.say(String.format(
                    Locale.ROOT, "no answer has come for %d s; %,d events are unanswered", SILENCE_SECONDS, open));
        }
    }

    /** A machine may be too slow for the shop: then the shop waits, and the job catches up. */
    private void pace(EventSender sender) {
        long open = board.figures().open(sender.written());
        boolean tooLong = backlog.isTooLong(sender.written(), open);
        if (tooLong && !sender.isHeld()) {
            sender.hold();
            view.say(String.format(Locale.ROOT, "the job is %,d events behind; the shop waits for it", open));
        } else if (!tooLong && sender.isHeld()) {
            sender.goOn();
            view.say("the job has caught up; the shop goes on");
        }
    }

    private void look(TopicsReader reader, EventSender sender, StatusClock clock) throws InterruptedException {
        sender.requireWorking();
        reader.requireWorking();
        stage.job().requireAlive();
        beside.ifPresent(SideWork::requireWorking);
        DemoFigures figures = board.figures();
        if (settings.loop().isEmpty()) { // in a trial two versions answer, and the judge says which stays
            story.look(figures);
        }
        clock.due(
                        sender.written(),
                        figures,
                        latency,
                        beside.map(SideWork::words).orElse(""))
                .ifPresent(view::show);
    }

    private void retrain(long started, long written) {
        boolean time = System.nanoTime() - started > settings.retrainAfter().toNanos();
        boolean half = traffic.events().stream().anyMatch(events -> written >= events / 2);
        if (beside.isPresent() || !settings.retrain() || !(time || half)) {
            return;
        }
        if (settings.loop().isPresent()) {
            beside = Optional.of(new LoopStory(settings, stage.folder(), stage.connection(), view));
        } else {
            view.say("training version " + SECOND_VERSION + " on the past and on what has come in");
            beside = Optional.of(new Retraining(
                    stage.models(),
                    stage.publication(),
                    SECOND_VERSION,
                    traffic.past(),
                    board.log().take()));
        }
    }

    /** All that were written: those of the traffic, and the clicks on the page. */
    private long eventsOnTopic() {
        try (Consumer<byte[], byte[]> consumer = stage.connection().consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.DEFAULT.events()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private void endTraining() {
        beside.ifPresent(SideWork::close);
    }

    /** Without a time that is set the demo ends with the loop. */
    private boolean loopIsOver() {
        return settings.loop().isPresent()
                && settings.duration().isEmpty()
                && beside.filter(story -> !story.running()).isPresent();
    }

    private boolean timeIsOver(long started) {
        return settings.duration()
                .filter(duration -> System.nanoTime() - started > duration.toNanos())
                .isPresent();
    }

    /**
     * What is ready when the live part begins.
     *
     * @param connection to the broker
     * @param job which serves the first model
     * @param gateway which takes clicks until the traffic ends
     * @param clock the traffic's time
     * @param catalogue tells of items as they appear
     * @param models trains more of them
     * @param publication publishes them
     * @param folder keeps the files
     */
    record Ready(
            KafkaConnection connection,
            LocalJob job,
            DemoGateway gateway,
            TrafficClock clock,
            CatalogueSender catalogue,
            DemoModels models,
            Publication publication,
            RunFolder folder) {}

    /**
     * What came of the live part of a demo.
     *
     * @param written events on the topic
     * @param figures what was read from the topics in the end
     * @param latency of all answers, microseconds
     */
    record Report(long written, DemoFigures figures, Histogram latency) {}
}
