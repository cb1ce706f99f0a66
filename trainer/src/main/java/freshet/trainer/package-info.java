/**
 * The offline trainer: sessions in, model bundle out. {@link freshet.trainer.Trainers} names every
 * trainer there is; {@link freshet.trainer.TrainingData} is what each of them reads.
 *
 * <p>Imports {@code freshet.model} and nothing of the job, the schemas, Flink, Kafka, Avro or the
 * command line.
 */
@NullMarked
package freshet.trainer;

import org.jspecify.annotations.NullMarked;
