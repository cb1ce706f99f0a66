package freshet.lab.cluster;

import freshet.cli.CommandName;
import java.util.function.Consumer;

/** Says what was started, and what to type next. */
record StartReport(ClusterFolderOption folder, Consumer<String> say) {
    /** One line: where Kafka and Flink are. */
    void servers(LocalCluster cluster, ClusterSettings settings) {
        String flink = settings.onlyBrokers()
                ? "no Flink"
                : "Flink's web UI at " + cluster.flink().address() + ", "
                        + counted(settings.taskManagers(), "TaskManager") + " with " + counted(settings.slots(), "slot")
                        + " each";
        say.accept("Kafka at " + cluster.bootstrapServers() + ", " + flink + "; logs and data in " + folder.folder());
    }

    /** What goes with a cluster without a job. */
    void nextIsAJob(LocalCluster cluster) {
        say.accept("next:");
        type("cluster submit --create-topics 8" + folder.argument());
        type("publish --model model.safetensors --store freshet-models --bootstrap-servers "
                + cluster.bootstrapServers());
        type("cluster stop" + folder.argument());
    }

    /** What goes with brokers alone. */
    void nextIsFlink(LocalCluster cluster) {
        say.accept("next, for a job in one process, or in a Flink beside Kafka:");
        type("serve --bootstrap-servers " + cluster.bootstrapServers() + " --set items.topic=items --create-topics 8");
        type("cluster start" + folder.argument());
    }

    /** What goes with a job that runs and has no model yet. */
    void nextIsAModel(LocalCluster cluster) {
        String kafka = cluster.bootstrapServers();
        say.accept("next, a model, a click and its answer:");
        type("publish --bootstrap-servers " + kafka + " --model model.safetensors --store freshet-models");
        say.accept(
                "  echo 's-1|{\"sessionId\": \"s-1\", \"itemId\": \"sku-1\", \"eventTime\": \"'$(date -u +%FT%TZ)'\"}'"
                        + " | kcat -P -b " + kafka + " -t events -K '|'");
        type("watch --bootstrap-servers " + kafka);
    }

    private void type(String command) {
        say.accept("  " + CommandName.of(command));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
