package freshet.gateway.model;

import freshet.gateway.http.Problem;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import freshet.serving.model.SwapListener;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The threads that answer with the served model: some for answers, which are quick, and one for all
 * else, so that an explanation keeps no answer waiting. Threads share it.
 */
final class AnsweringThreads implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<AnsweringThread> answering;
    private final AnsweringThread reading;
    private volatile boolean beganWithout; // any model

    /**
     * Starts them.
     *
     * @param first hears what becomes of models on one of the threads; all come to the same
     */
    AnsweringThreads(ModelSwitches switches, SwapListener first, ScheduledExecutorService clock) {
        int queue = switches.settings().queue();
        this.answering = IntStream.range(0, switches.settings().threads())
                .mapToObj(number -> new AnsweringThread(
                        "gateway-answers-" + number, switches, number == 0 ? first : new Unheard(), clock, queue))
                .toList();
        this.reading = new AnsweringThread("gateway-reads", switches, new Unheard(), clock, queue);
    }

    private Stream<AnsweringThread> all() {
        return Stream.concat(answering.stream(), Stream.of(reading));
    }

    /** Has each serve the highest of these that can be loaded. */
    void begin(List<Announcement> announced) {
        beganWithout = announced.isEmpty();
        all().forEach(thread -> thread.begin(announced));
    }

    /** Has each serve a newly announced model once it is ready. */
    void offer(Announcement announcement) {
        all().forEach(thread -> thread.offer(announcement));
    }

    /**
     * Whether each serves a model, or has begun before any was announced: then the answer is NONE
     * until the first one is loaded.
     */
    boolean isReady() {
        return served().isPresent() || beganWithout && all().allMatch(AnsweringThread::hasBegun);
    }

    /** What all of them serve: the lowest version during a swap; empty if one has none. */
    Optional<Announcement> served() {
        List<Optional<Announcement>> served = all().map(AnsweringThread::served).toList();
        return served.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : served.stream().flatMap(Optional::stream).min(Comparator.comparingLong(Announcement::version));
    }

    /** The most popular items of a served model. */
    Popular popular() {
        return reading.popular();
    }

    /** How many questions wait. */
    int waiting() {
        return all().mapToInt(AnsweringThread::waiting).sum();
    }

    /**
     * Ranks.
     *
     * @return the answer; never later than those that wait before it
     * @throws Problem if too many wait
     */
    CompletionStage<Answer> rank(Ranking ranking) {
        AnsweringThread idlest = answering.stream()
                .min(Comparator.comparingInt(AnsweringThread::waiting))
                .orElseThrow();
        return asked(idlest, ranking, ranking.answer());
    }

    /**
     * Reads from the served model, on a thread of its own: no answer waits for that.
     *
     * @throws Problem if too many wait
     */
    <T> CompletionStage<T> read(Function<Optional<ServedModel>, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        return asked(reading, new Reading<>(work, answer), answer);
    }

    /**
     * Asks a thread.
     *
     * @throws Problem if too many questions wait for it
     */
    static <T> CompletionStage<T> asked(AnsweringThread thread, Question question, CompletableFuture<T> answer) {
        if (!thread.ask(question)) {
            throw Problem.unavailable("too many calls wait for an answer already, " + thread.waiting(), RETRY)
                    .because("queue");
        }
        return answer;
    }

    @Override
    public void close() {
        all().forEach(AnsweringThread::close);
    }
}
