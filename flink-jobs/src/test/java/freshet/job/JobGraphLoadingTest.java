package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ChildFirstClassLoader;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SerializedValue;
import org.junit.jupiter.api.Test;

/** What the JobManager does with a submitted job, on a thread of a pool that lives on. */
class JobGraphLoadingTest {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @Test
    void theClassesOfAJobCanBeUnloadedAfterIt() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        RecommenderPipeline.build(
                env, JobSettings.of(List.of("items.topic=items", "delivery=exactly-once", "capture.dir=/captured")));
        StreamGraph graph = env.getStreamGraph();
        graph.serializeUserDefinedInstances();
        byte[] submitted = InstantiationUtil.serializeObject(graph);
        try {
            WeakReference<ClassLoader> loader =
                    pool.submit(() -> loaded(submitted)).get();
            eventually().untilAsserted(() -> {
                System.gc();
                assertThat(loader.get()).as("the job's class loader").isNull();
            });
        } finally {
            pool.shutdownNow();
        }
    }

    private static WeakReference<ClassLoader> loaded(byte[] submitted) throws Exception {
        try (URLClassLoader loader = jobClassLoader()) {
            StreamGraph graph = InstantiationUtil.deserializeObject(submitted, loader);
            graph.deserializeUserDefinedInstances(loader, Runnable::run);
            JobGraph job = graph.getJobGraph(loader);
            for (JobVertex vertex : job.getVertices()) {
                for (SerializedValue<OperatorCoordinator.Provider> coordinator : vertex.getOperatorCoordinators()) {
                    coordinator.deserializeValue(loader);
                }
            }
            assertThat(loader.loadClass(RecommenderJob.class.getName())).isNotSameAs(RecommenderJob.class);
            return new WeakReference<>(loader);
        }
    }

    private static URLClassLoader jobClassLoader() throws Exception {
        String[] files = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator);
        URL[] urls = new URL[files.length];
        for (int i = 0; i < files.length; i++) {
            urls[i] = new File(files[i]).toURI().toURL();
        }
        // The connector is Flink's by its name, and it knows Kafka's classes.
        String[] flink = Stream.concat(
                        Arrays.stream(CoreOptions.getParentFirstLoaderPatterns(new Configuration())),
                        Stream.of("org.apache.kafka."))
                .toArray(String[]::new);
        return new ChildFirstClassLoader(urls, JobGraphLoadingTest.class.getClassLoader(), flink, problem -> {});
    }
}
