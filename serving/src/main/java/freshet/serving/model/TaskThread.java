package freshet.serving.model;

import java.time.Duration;

/** The task's thread, which runs what it is given between two batches. */
public interface TaskThread {

    /** Runs the work there soon. Any thread may call it. */
    void execute(Runnable work);

    /**
     * Runs the work there after a time. For the task's thread.
     *
     * @return calls it off, if it has not run yet
     */
    Runnable after(Duration delay, Runnable work);
}
