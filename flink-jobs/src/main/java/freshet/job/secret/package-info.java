/**
 * Where Kafka's clients look up the secrets that their properties refer to. Imports of Kafka its config providers alone, and no other
 * package of the job: Kafka makes these classes by their names.
 */
@NullMarked
package freshet.job.secret;

import org.jspecify.annotations.NullMarked;
