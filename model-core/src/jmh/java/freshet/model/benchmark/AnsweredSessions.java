package freshet.model.benchmark;

import freshet.benchmark.BenchmarkMachine;
import freshet.model.answer.SessionAnswerer;
import freshet.model.data.EventLog;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers recorded sessions with several models in turns, as the job does between its state and its
 * output: CPU time of this thread per event. Arguments: log, its format, sessions in a batch, then
 * bundles, of which the first is what the others are compared with.
 */
public final class AnsweredSessions {
    private static final int K = 20;
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2;
    private static final int SESSIONS = 2_000;
    private static final SessionRules RULES = SessionRules.of(Duration.ofDays(36_500), 50);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AnsweredSessions() {}

    public static void main(String[] arguments) throws IOException {
        List<Session> sessions = List.copyOf(
                Sessions.of(EventLog.readAll(Path.of(arguments[0]), LogFormats.named(arguments[1])), RULES));
        List<Session> some = sessions.subList(0, Math.min(SESSIONS, sessions.size()));
        int batch = Integer.parseInt(arguments[2]);
        List<ServedModel> models = new ArrayList<>();
        for (String bundle : Arrays.copyOfRange(arguments, 3, arguments.length)) {
            models.add(ModelLoader.load(Path.of(bundle), models.size() + 1));
        }
        double[][] micros = new double[models.size()][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < models.size(); i++) {
                double measured = microsPerEvent(models.get(i), some, batch);
                micros[i][Math.max(0, round)] = measured;
            }
        }
        System.out.printf("%s, batch %d%n", BenchmarkMachine.here().cpu(), batch);
        for (int i = 0; i < models.size(); i++) {
            System.out.printf(
                    "%8.1f us per event, speed %.2f: %s%n",
                    median(micros[i]), median(micros[0]) / median(micros[i]), arguments[3 + i]);
        }
        models.forEach(ServedModel::close);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double microsPerEvent(ServedModel model, List<Session> sessions, int batch) {
        long events = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        try (SessionAnswerer answerer = new SessionAnswerer(model, RULES, batch, K)) {
            for (int first = 0; first < sessions.size(); first += batch) {
                List<Session> some = sessions.subList(first, Math.min(sessions.size(), first + batch));
                List<SessionState> states =
                        some.stream().map(session -> new SessionState()).toList();
                List<SessionState> playing = new ArrayList<>();
                int step = 0;
                do {
                    playing.clear();
                    for (int i = 0; i < some.size(); i++) {
                        if (step < some.get(i).events().size()) {
                            states.get(i).admit(some.get(i).events().get(step), RULES, Long.MIN_VALUE);
                            playing.add(states.get(i));
                        }
                    }
                    if (!playing.isEmpty()) {
                        answerer.answer(playing);
                    }
                    events += playing.size();
                    step++;
                } while (!playing.isEmpty());
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / events;
    }
}
