package freshet.job.testing;

import freshet.serving.testing.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of the job on the one broker share: topics and a folder of each test's own, and an end
 * of its jobs.
 */
@ExtendWith(TestBroker.class)
public abstract class JobOnBroker {
    /** For checkpoints, savepoints and bundles. */
    @TempDir
    protected Path folder;

    protected TestJobs jobs;
    protected TestTopics topics;

    @BeforeEach
    protected final void createTopics(TestBroker.Running broker) throws Exception {
        jobs = new TestJobs(broker.bootstrapServers(), folder);
        topics = jobs.topics();
    }

    @AfterEach
    final void endJobs() throws Exception {
        jobs.close();
    }
}
