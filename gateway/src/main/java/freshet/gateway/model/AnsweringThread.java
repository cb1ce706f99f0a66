package freshet.gateway.model;

import freshet.gateway.model.WorkQueue.Work;
import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import freshet.serving.model.ModelSwitch;
import freshet.serving.model.SwapListener;
import freshet.serving.model.TaskThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that answers questions with a model of its own, which it exchanges between two batches,
 * as an instance of the job's operator does. Threads may share it.
 */
final class AnsweringThread implements AutoCloseable {
    /** Questions that are answered in one pass over the items. */
    static final int BATCH = 32;

    private static final Logger LOG = LoggerFactory.getLogger(AnsweringThread.class);

    private final WorkQueue queue;
    private final ModelSwitch models; // for the thread
    private final Thread thread;
    private volatile boolean beginning;
    private volatile boolean begun;
    private volatile Optional<Announcement> served = Optional.empty();
    private volatile Popular popular = Popular.NONE;

    /**
     * Starts it.
     *
     * @param switches makes its switch
     * @param clock fires its timers
     * @param most questions that may wait
     */
    AnsweringThread(
            String name, ModelSwitches switches, SwapListener listener, ScheduledExecutorService clock, int most) {
        this.queue = new WorkQueue(most);
        this.models = switches.make(new Mail(queue, clock), listener);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks; false if too many questions wait. */
    boolean ask(Question question) {
        return queue.ask(question);
    }

    /** How many questions wait. */
    int waiting() {
        return queue.waiting();
    }

    /**
     * Serves the highest of these versions that can be loaded; the others are tried again.
     *
     * @param announced the later one first among those of one version
     */
    void begin(List<Announcement> announced) {
        queue.mail(() -> {
            beginning = true;
            try {
                if (!queue.isClosed()) { // else close() may have looked before it began
                    models.begin(announced);
                }
            } catch (InterruptedException e) {
                LOG.debug(
                        "{} is closed before it has a model",
                        Thread.currentThread().getName());
            } finally {
                beginning = false;
                noteServed();
                begun = true;
            }
        });
    }

    /** Loads a newly announced model, and serves it once it is ready. */
    void offer(Announcement announcement) {
        queue.mail(() -> models.offer(announcement));
    }

    /** Whether it has tried what was announced at the start. */
    boolean hasBegun() {
        return begun;
    }

    /** What it serves. */
    Optional<Announcement> served() {
        return served;
    }

    /** The most popular items of the model that it serves. */
    Popular popular() {
        return popular;
    }

    private void run() {
        try (models) {
            for (Work work = queue.take(BATCH); !work.isEnd(); work = queue.take(BATCH)) {
                work.mail().ifPresent(AnsweringThread::runMail);
                noteServed();
                if (!work.questions().isEmpty()) {
                    answer(work.questions());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", thread.getName());
        }
    }

    private void noteServed() {
        models.answerer()
                .map(SessionAnswerer::served)
                .filter(model -> model.version() != popular.modelVersion())
                .ifPresent(model -> popular = Popular.of(model));
        served = models.served();
    }

    private static void runMail(Runnable mail) {
        try {
            mail.run();
        } catch (RuntimeException e) { // a model that cannot be taken up leaves the one before it
            LOG.error("a model could not be taken up", e);
        }
    }

    private void answer(List<Question> questions) {
        try {
            List<Ranking> rankings = new ArrayList<>();
            for (Question question : questions) {
                if (question instanceof Ranking ranking) {
                    rankings.add(ranking);
                }
            }
            rank(rankings);
            Optional<ServedModel> model = models.answerer().map(SessionAnswerer::served);
            for (Question question : questions) {
                if (question instanceof Reading<?> reading) {
                    read(reading, model);
                }
            }
        } catch (RuntimeException | Error e) { // those who ask are told; the thread goes on
            questions.forEach(question -> question.fail(e));
        }
    }

    private void rank(List<Ranking> rankings) {
        if (rankings.isEmpty()) {
            return;
        }
        if (models.answerer().isEmpty()) {
            rankings.forEach(Ranking::answerNone);
            return;
        }
        SessionAnswerer answerer = models.answerer().get();
        List<Ranking> together =
                rankings.stream().filter(ranking -> ranking.filter().isEmpty()).toList();
        if (!together.isEmpty()) {
            answerer.answer(together.stream().map(Ranking::session).toList());
            for (int place = 0; place < together.size(); place++) {
                together.get(place).answer(answerer, place);
            }
        }
        for (Ranking ranking : rankings) {
            ranking.filter().ifPresent(filter -> ranking.answerFiltered(answerer, filter));
        }
    }

    private static void read(Reading<?> reading, Optional<ServedModel> model) {
        try {
            reading.answer(model);
        } catch (RuntimeException e) {
            reading.fail(e);
        }
    }

    /** Answers what waits, takes nothing more, and gives its model back. */
    @Override
    public void close() {
        queue.close();
        if (beginning) {
            thread.interrupt(); // it may wait for a store
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives work to the thread between two batches. */
    private record Mail(WorkQueue queue, ScheduledExecutorService clock) implements TaskThread {
        @Override
        public void execute(Runnable work) {
            queue.mail(work);
        }

        @Override
        public Runnable after(Duration delay, Runnable work) {
            ScheduledFuture<?> timer = clock.schedule(() -> queue.mail(work), delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        }
    }
}
