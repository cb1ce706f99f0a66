package freshet.job.model;

/** Makes threads that do not keep the JVM alive. */
final class DaemonThread {
    private DaemonThread() {}

    /** One that is not started yet. */
    static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
