/**
 * What is kept between events and over restarts: sessions in keyed state, and what a checkpoint
 * knows of models, session counts and event time. Savepoints name
 * {@code SessionStateSerializerSnapshot}, which therefore stays here. Imports {@code model},
 * {@code metrics} and {@code stream}, the sessions of model-core and Flink.
 */
@NullMarked
package freshet.job.state;

import org.jspecify.annotations.NullMarked;
