package freshet.job.capture;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.Path;

/** Finishes files as Flink's committer does, and has the old ones deleted then. */
final class RetainingCommitter implements Committer<FileSinkCommittable> {
    private final Path dir;
    private final Committer<FileSinkCommittable> committer;
    private final Retention retention;

    RetainingCommitter(Path dir, Committer<FileSinkCommittable> committer, Retention retention) {
        this.dir = dir;
        this.committer = committer;
        this.retention = retention;
    }

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
            throws IOException, InterruptedException {
        try {
            committer.commit(requests);
        } catch (IOException e) {
            throw NamingWriter.named(dir, e);
        }
        retention.apply();
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }
}
