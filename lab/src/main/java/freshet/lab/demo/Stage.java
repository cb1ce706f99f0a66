package freshet.lab.demo;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.publish.Publication;
import freshet.cli.serve.LocalJob;

/**
 * What stands ready when the live part begins.
 *
 * @param connection to the broker
 * @param job which serves the first model
 * @param models trains more of them
 * @param publication publishes them
 */
record Stage(KafkaConnection connection, LocalJob job, DemoModels models, Publication publication) {}
