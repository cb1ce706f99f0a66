/**
 * Events into answers: the Flink operator, which is thin, and the batches and answering behind it,
 * which know no Flink. Imports {@code model}, {@code state}, {@code metrics}, {@code stream},
 * {@code stream.table} and {@code settings}, model-core, schemas and Flink.
 */
@NullMarked
package freshet.job.recommend;

import org.jspecify.annotations.NullMarked;
