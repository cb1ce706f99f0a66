/**
 * Reading a topic from some time ago up to now and on, through outages and changes of the topic.
 * Imports Kafka's clients and the JDK.
 */
@NullMarked
package freshet.gateway.follow;

import org.jspecify.annotations.NullMarked;
