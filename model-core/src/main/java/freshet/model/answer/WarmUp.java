package freshet.model.answer;

import freshet.model.Vocabulary;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Answers invented sessions until Java has compiled what answers real ones: the first of those
 * would wait for it. It ends when rounds have become no faster for a while, or at once where Java
 * compiles nothing: an earlier model of the same kind has been served.
 */
public final class WarmUp {
    private static final long STILL_NANOS = Duration.ofMillis(300).toNanos();
    private static final double FASTER = 0.95; // of the time of the fastest round so far
    private static final int LONGEST = 8; // events of a session
    private static final int LEAST_ROUNDS = 5; // by then a JVM that has not run the code compiles some of it

    private final SessionAnswerer answerer;
    private final SessionRules rules;
    private final Vocabulary vocabulary;
    private final SessionState[] sessions;
    private final Random random = new Random(0);
    private long now; // event time, milliseconds

    private WarmUp(SessionAnswerer answerer, SessionRules rules, int maxBatch) {
        this.answerer = answerer;
        this.rules = rules;
        this.vocabulary = answerer.served().model().vocabulary();
        this.sessions = new SessionState[maxBatch];
        Arrays.setAll(sessions, place -> new SessionState());
    }

    /**
     * Runs on the calling thread.
     *
     * @param answerer nobody else's meanwhile
     * @param rules those of the answerer
     * @param maxBatch most sessions that it takes at once
     * @param most no round begins after this time
     * @return rounds
     */
    public static int run(SessionAnswerer answerer, SessionRules rules, int maxBatch, Duration most) {
        WarmUp warmUp = new WarmUp(answerer, rules, maxBatch);
        long start = System.nanoTime();
        long compiling = compilingMillis();
        long fastest = Long.MAX_VALUE;
        long improved = 0; // since the start
        long elapsed = 0;
        int rounds = 0;
        while (elapsed < most.toNanos()
                && elapsed - improved < Math.max(STILL_NANOS, improved)
                && (rounds < LEAST_ROUNDS || compilingMillis() > compiling)) {
            warmUp.round();
            rounds++;
            long took = System.nanoTime() - start - elapsed;
            elapsed += took;
            if (took < FASTER * fastest) {
                fastest = took;
                improved = elapsed;
            }
        }
        return rounds;
    }

    /** Time that Java has spent on compiling so far. */
    private static long compilingMillis() {
        CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        return compilation == null ? 0 : compilation.getTotalCompilationTime(); // null where Java only interprets
    }

    /** Batches of one session, of two, of four and so on. */
    private void round() {
        List<SessionState> batch = new ArrayList<>(sessions.length);
        for (int size = 1; size <= sessions.length; size *= 2) {
            batch.clear();
            for (int place = 0; place < size; place++) {
                batch.add(next(place));
            }
            answerer.answer(batch);
        }
    }

    /** The session at a place with one more event, or a new one with its first. */
    private SessionState next(int place) {
        if (sessions[place].size() == LONGEST) {
            sessions[place] = new SessionState();
        }
        now++;
        String item = vocabulary.item(random.nextInt(vocabulary.size()));
        sessions[place].admit(ItemEvent.view(item, now), rules, Long.MIN_VALUE);
        return sessions[place];
    }
}
