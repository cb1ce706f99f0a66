/** A real Kafka broker inside this JVM, for the demo and for tests. Imports Kafka's server. */
@NullMarked
package freshet.cli.broker;

import org.jspecify.annotations.NullMarked;
