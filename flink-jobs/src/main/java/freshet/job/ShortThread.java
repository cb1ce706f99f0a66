package freshet.job;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on a thread that ends with it. What the work leaves in the thread's own variables ends
 * as well: Avro keeps an object of its own there. A thread of the JobManager's pool, which runs
 * {@code main} for the web UI, would hold the job's class loader by it without an end.
 */
final class ShortThread {
    private ShortThread() {}

    /**
     * Waits for the work's end and gives its result.
     *
     * @throws Exception what the work throws, and {@link InterruptedException} if the waiting
     *     thread is interrupted; the work is interrupted then, too
     */
    static <T> T call(String name, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.start();
        try {
            T result = task.get();
            thread.join();
            return result;
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static Exception rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) cause;
    }
}
