/**
 * {@code freshet watch}: answers and rejections, live, for people or as JSON. Imports {@code kafka}
 * and {@code terminal} of the commands, model-core, schemas, Kafka clients, Jackson and picocli.
 */
@NullMarked
package freshet.cli.watch;

import org.jspecify.annotations.NullMarked;
