package freshet.gateway.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What waits for one answering thread. Mail, as of a model that is ready, is never refused and goes
 * before questions; these are refused when too many wait. Threads share it.
 */
final class WorkQueue {
    private final int most;
    private final Deque<Runnable> mail = new ArrayDeque<>(); // guarded by this, as all below
    private final Deque<Question> questions = new ArrayDeque<>();
    private boolean closed;

    /** @param most questions that may wait */
    WorkQueue(int most) {
        this.most = most;
    }

    /** Takes mail, unless it is closed. */
    synchronized void mail(Runnable work) {
        if (!closed) {
            mail.add(work);
            notifyAll();
        }
    }

    /** Takes a question; false if too many wait, or it is closed. */
    synchronized boolean ask(Question question) {
        if (closed || questions.size() >= most) {
            return false;
        }
        questions.add(question);
        notifyAll();
        return true;
    }

    /** How many questions wait. */
    synchronized int waiting() {
        return questions.size();
    }

    /** Takes nothing more; the questions that wait are still handed out. */
    synchronized void close() {
        closed = true;
        mail.clear();
        notifyAll();
    }

    /** Whether it takes nothing more. */
    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Waits for the next work.
     *
     * @param batch most questions that are handed out together
     * @return mail or questions; neither once it is closed and empty
     */
    synchronized Work take(int batch) throws InterruptedException {
        while (mail.isEmpty() && questions.isEmpty() && !closed) {
            wait();
        }
        if (!mail.isEmpty()) {
            return new Work(Optional.of(mail.remove()), List.of());
        }
        List<Question> next = new ArrayList<>();
        while (next.size() < batch && !questions.isEmpty()) {
            next.add(questions.remove());
        }
        return new Work(Optional.empty(), next);
    }

    /** The next thing to do. */
    record Work(Optional<Runnable> mail, List<Question> questions) {
        /** Whether there is nothing left to do. */
        boolean isEnd() {
            return mail.isEmpty() && questions.isEmpty();
        }
    }
}
