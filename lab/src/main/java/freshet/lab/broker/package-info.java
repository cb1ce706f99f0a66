/**
 * Real Kafka brokers on the loopback address: their settings, and one inside this JVM. Imports
 * the errors and {@code serve} of the commands, and Kafka's server.
 */
@NullMarked
package freshet.lab.broker;

import org.jspecify.annotations.NullMarked;
