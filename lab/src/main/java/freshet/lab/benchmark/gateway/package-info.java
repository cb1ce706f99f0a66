/**
 * What the gateway costs: how much later an answer comes over HTTP than to a Kafka client, and how
 * many answers a core reads out. Imports {@code freshet.gateway}, {@code freshet.client}, the
 * job by {@code freshet.cli.serve}, and {@code freshet.lab.broker}.
 */
@NullMarked
package freshet.lab.benchmark.gateway;

import org.jspecify.annotations.NullMarked;
