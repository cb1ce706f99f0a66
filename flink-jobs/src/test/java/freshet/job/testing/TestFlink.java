package freshet.job.testing;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** Real Flink clusters of one TaskManager in this JVM, each for the tests of one class. */
public final class TestFlink {
    private TestFlink() {}

    /** A cluster with a number of slots. */
    public static MiniClusterExtension withSlots(int slots) {
        return withSlots(slots, new Configuration());
    }

    /** The same with settings of Flink's own. */
    public static MiniClusterExtension withSlots(int slots, Configuration flink) {
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setConfiguration(flink)
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(slots)
                .build());
    }
}
