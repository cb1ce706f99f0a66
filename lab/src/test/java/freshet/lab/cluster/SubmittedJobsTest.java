package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.cluster.SubmittedJob.Place;
import java.io.IOException;
import java.nio.file.Files;
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
        SubmittedJob job = new SubmittedJob("aaaaaaaa1", REQUEST, SHOP, 1, true);
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

    @Test
    void aJobWithNothingToGoOnFromIsForgotten() throws IOException {
        SubmittedJob running = job("aaaaaaaa2", SHOP, 3);
        SubmittedJob kept = job("bbbbbbbb1", TRIAL, 2).unwanted();
        List.of(running, kept, job("cccccccc1", TRIAL, 1).unwanted()).forEach(jobs::write);
        SubmittedJob own = job("dddddddd1", TRIAL, 1, List.of("checkpoint.dir=s3://bucket/shop"))
                .unwanted();
        jobs.write(own);
        Path savepoint = Files.createDirectories(folder.resolve("savepoints/savepoint-bbbbbb-01"));
        Files.createFile(savepoint.resolve("_metadata"));

        jobs.prune(List.of(folder.resolve("checkpoints"), folder.resolve("savepoints")));

        assertThat(jobs.all()).containsExactlyInAnyOrder(running, kept, own);
    }

    @Test
    void aRestartGivesAJobTheParallelismThatItHad() {
        JobRequest request = new JobRequest(Optional.empty(), List.of(), Optional.of(Path.of("/a job.jar")));

        assertThat(request.withParallelism(3).settings().parallelism()).isEqualTo(3);
        assertThat(request.withParallelism(3).withParallelism(2)).isEqualTo(request.withParallelism(3));
        assertThat(request.withParallelism(3).command())
                .isEqualTo("freshet cluster submit --set parallelism=3 --jar '/a job.jar'");
    }

    private static SubmittedJob job(String id, Place place, long millis) {
        return job(id, place, millis, List.of("parallelism=2"));
    }

    private static SubmittedJob job(String id, Place place, long millis, List<String> settings) {
        return new SubmittedJob(id, new JobRequest(Optional.empty(), settings, Optional.empty()), place, millis, true);
    }
}
