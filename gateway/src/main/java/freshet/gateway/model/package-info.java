/**
 * What is asked of models: follows {@code models} and {@code items} by the same code as the job,
 * answers on threads of its own, and announces what an operator wants. Imports
 * {@code freshet.gateway.http}, {@code health}, {@code item}, {@code settings},
 * {@code freshet.serving}, model-core, schemas, Kafka's clients and Prometheus's client.
 */
@NullMarked
package freshet.gateway.model;

import org.jspecify.annotations.NullMarked;
