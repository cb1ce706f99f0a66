package freshet.cli.testing;

import java.util.List;

/** Libraries that the laboratory needs and the product must not have, by one class of each. */
public final class LaboratoryClasses {
    /** Class files: of Kafka's core, server, raft, metadata and server-common, and of Scala. */
    public static final List<String> FILES = List.of(
            "kafka/Kafka.class",
            "org/apache/kafka/server/ProcessRole.class",
            "org/apache/kafka/raft/KafkaRaftClient.class",
            "org/apache/kafka/controller/QuorumController.class",
            "org/apache/kafka/server/common/MetadataVersion.class",
            "scala/Option.class");

    private LaboratoryClasses() {}
}
