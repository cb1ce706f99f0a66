package freshet.model.evaluation;

import freshet.model.answer.SessionAnswerer;
import freshet.model.data.LoggedEvent;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Answers a recorded log by the job's own code, and does nothing with the answers: for what
 * answering costs. Kafka, Flink and the state's store are not in it. For one thread.
 */
public final class LogPlayer {
    private final ServedModel model;
    private final SessionRules rules;
    private final int batch;
    private final int k;

    /**
     * @param batch most events that are answered in one pass
     * @param k items of an answer
     */
    public LogPlayer(ServedModel model, SessionRules rules, int batch, int k) {
        this.model = model;
        this.rules = rules;
        this.batch = batch;
        this.k = k;
    }

    /**
     * Answers every event that has another one behind it in its session, many sessions at a time.
     *
     * @param log events in any order of time
     * @param enough is asked before each pass; ends the play early
     * @param ended takes each visitor's state after the last event
     * @return how many events were answered
     */
    public long play(Collection<LoggedEvent> log, BooleanSupplier enough, Consumer<SessionState> ended) {
        Iterator<List<ItemEvent>> waiting = SessionPlay.byKey(log).values().iterator();
        List<SessionPlay> playing = new ArrayList<>(batch);
        long answered = 0;
        try (SessionAnswerer answerer = new SessionAnswerer(model, rules, batch, k)) {
            while (!enough.getAsBoolean() && (waiting.hasNext() || !playing.isEmpty())) {
                while (playing.size() < batch && waiting.hasNext()) {
                    playing.add(new SessionPlay(waiting.next(), rules));
                }
                playing.removeIf(play -> isOver(play, ended));
                answerer.answer(playing.stream().map(SessionPlay::state).toList());
                answered += playing.size();
            }
        }
        return answered;
    }

    private static boolean isOver(SessionPlay play, Consumer<SessionState> ended) {
        if (play.advance()) {
            return false;
        }
        ended.accept(play.state());
        return true;
    }
}
