/** Real Kafka brokers on the loopback address: their settings, and one inside this JVM. Imports Kafka's server. */
@NullMarked
package freshet.cli.broker;

import org.jspecify.annotations.NullMarked;
