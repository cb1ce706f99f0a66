package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.cluster.SubmittedJob.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedJobsTest {
    private static final Place SHOP = new Place("events", "recommendations");
    private static final Place TRIAL = new Place("events", "trial");
    private static final JobRequest REQUEST =
            new JobRequest(Optional.of(Path.of("/shop.yaml")), List.of("parallelism=2"), Optional.empty());

    @TempDir
    private Path folder;

    private SubmittedJobs jobs;

    @BeforeEach
    void open() {
        jobs = new SubmittedJobs(new ClusterFolder(folder));
    }

    @Test
    void aJobIsReadAsItWasWritten() {
        SubmittedJob job = job("aaaaaaaa1", SHOP, 1);
        jobs.write(job);

        assertThat(jobs.job("aaaaaaaa1")).hasValue(job);
        assertThat(jobs.job("bbbbbbbb1")).isEmpty();
    }

    @Test
    void theNewestJobOfEachPlaceIsWanted() {
        SubmittedJob newest = job("aaaaaaaa2", SHOP, 3);
        SubmittedJob trial = job("bbbbbbbb1", TRIAL, 2);
        List.of(newest, trial, job("aaaaaaaa1", SHOP, 1)).forEach(jobs::write);

        assertThat(jobs.wanted()).containsExactlyInAnyOrder(newest, trial);
    }

    @Test
    void aPlaceWhoseJobWasEndedIsNotWanted() {
        SubmittedJob trial = job("bbbbbbbb1", TRIAL, 2);
        List.of(job("aaaaaaaa1", SHOP, 1), job("aaaaaaaa2", SHOP, 3), trial).forEach(jobs::write);

        jobs.dismiss("aaaaaaaa2");

        assertThat(jobs.wanted()).containsExactly(trial);
    }

    @Test
    void aJobGoesOnFromNoStateOfAnotherPlace() {
        List.of(job("aaaaaaaa1", SHOP, 1), job("bbbbbbbb1", TRIAL, 2)).forEach(jobs::write);

        assertThat(jobs.snapshotsFor(SHOP))
                .accepts(
                        folder.resolve("checkpoints/aaaaaaaa1/chk-7"), folder.resolve("savepoints/savepoint-aaaaaa-01"))
                .accepts(folder.resolve("savepoints/savepoint-cccccc-01"))
                .rejects(
                        folder.resolve("checkpoints/bbbbbbbb1/chk-9"),
                        folder.resolve("savepoints/savepoint-bbbbbb-01"));
    }

    private static SubmittedJob job(String id, Place place, long millis) {
        return new SubmittedJob(id, REQUEST, place, millis, true);
    }
}
