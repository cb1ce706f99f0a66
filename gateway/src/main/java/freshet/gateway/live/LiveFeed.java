package freshet.gateway.live;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.EventStream;
import freshet.gateway.http.Route;
import freshet.gateway.live.LiveFigures.Swap;
import freshet.model.session.SessionRules;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/live}: tells every reader once a second what was seen on the topics, at first the
 * newest minutes at once. Threads may share it.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    static final int HISTORY_SECONDS = 120;
    static final int HISTORY_SWAPS = 20;
    private static final int SAMPLES = 3; // answered events that are told per second

    private final LiveBoard board;
    private final Map<EventStream, Optional<String>> readers = new LinkedHashMap<>(); // and the session of each
    private final Deque<LiveFigures> figures = new ArrayDeque<>(); // the newest last
    private final Deque<Swap> swaps = new ArrayDeque<>();
    private final List<AnsweredEvent> samples = new ArrayList<>(SAMPLES);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gateway-live");
        thread.setDaemon(true);
        return thread;
    });

    /** @param rules by which the job was told to form sessions */
    public LiveFeed(SessionRules rules, Clock clock) {
        this.board = new LiveBoard(rules, clock, this::answered);
        this.clock.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
    }

    /** Takes what is read from the topics. */
    public LiveBoard board() {
        return board;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.stream("/v1/live", Access.READ, this::open));
    }

    private synchronized void open(Call call, EventStream stream) {
        Optional<String> session = call.query("session");
        stream.send("history", new History(List.copyOf(figures), List.copyOf(swaps)));
        readers.put(stream, session);
        stream.onClose(() -> forget(stream));
    }

    private synchronized void forget(EventStream stream) {
        readers.remove(stream);
    }

    private void second() {
        try {
            tell(board.second());
        } catch (RuntimeException e) {
            LOG.error("the live figures of a second are lost", e); // thrown on, it would end all later ones
        }
    }

    private synchronized void tell(LiveBoard.Second second) {
        remember(figures, HISTORY_SECONDS, second.figures());
        second.swaps().forEach(swap -> remember(swaps, HISTORY_SWAPS, swap));
        for (EventStream reader : List.copyOf(readers.keySet())) { // one that is closed leaves meanwhile
            second.swaps().forEach(swap -> reader.send("swap", swap));
            reader.send("figures", second.figures());
            samples.forEach(sample -> reader.send("recent", LiveAnswer.of(sample)));
        }
        samples.clear();
    }

    private synchronized void answered(AnsweredEvent answered) {
        if (samples.size() < SAMPLES) {
            samples.add(answered);
        }
        for (Map.Entry<EventStream, Optional<String>> reader : List.copyOf(readers.entrySet())) {
            if (reader.getValue()
                    .filter(answered.event().getSessionId()::equals)
                    .isPresent()) {
                reader.getKey().send("session", LiveAnswer.of(answered));
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static <T> void remember(Deque<T> all, int most, T newest) {
        if (all.size() == most) {
            all.removeFirst();
        }
        all.addLast(newest);
    }

    /**
     * What a new reader is told first.
     *
     * @param figures of the newest minutes, the oldest first
     * @param swaps the newest ones, the oldest first
     */
    record History(List<LiveFigures> figures, List<Swap> swaps) {}
}
