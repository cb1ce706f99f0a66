package freshet.cli.publish;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** Flink's file systems, by which a store beyond this machine is reached. */
public final class StoreFileSystems {
    private StoreFileSystems() {}

    /** Makes those of Flink's configuration and plug-ins known to this process. */
    public static void initialize() {
        Configuration flink = GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
    }
}
