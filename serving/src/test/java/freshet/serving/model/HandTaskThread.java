package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.serving.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The task's thread is the test's: mails wait until they are run, timers until they are fired. */
final class HandTaskThread implements TaskThread {
    private final LinkedBlockingQueue<Runnable> mail = new LinkedBlockingQueue<>();
    private final List<Timer> timers = new ArrayList<>();

    private record Timer(Duration delay, Runnable work) {}

    @Override
    public void execute(Runnable work) {
        mail.add(work);
    }

    @Override
    public Runnable after(Duration delay, Runnable work) {
        Timer timer = new Timer(delay, work);
        timers.add(timer);
        return () -> timers.removeIf(set -> set == timer);
    }

    /** The delays of the timers that are set, in their order. */
    List<Duration> delays() {
        return timers.stream().map(Timer::delay).toList();
    }

    /** Lets the time come of the timer that was set first. */
    void fireFirst() {
        timers.remove(0).work().run();
    }

    /** Waits for the next mail and runs it. */
    void runMail() throws InterruptedException {
        takeMail().run();
    }

    Runnable takeMail() throws InterruptedException {
        Runnable next = mail.poll(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("mail").isNotNull();
        return next;
    }

    boolean hasMail() {
        return !mail.isEmpty();
    }
}
