package freshet.job.model;

import freshet.job.stream.Announcement;
import freshet.model.answer.SessionAnswerer;

/**
 * A model in service: its announcement, this instance's share in it, and the scratch to answer with. For one thread.
 *
 * @param announcement what was announced
 * @param lease the share in the weights
 * @param answerer answers with them
 * @param loadNanos from asking for the model until all this was ready
 */
record Serving(Announcement announcement, ModelLease lease, SessionAnswerer answerer, long loadNanos)
        implements AutoCloseable {

    @Override
    public void close() {
        answerer.close();
        lease.close();
    }
}
