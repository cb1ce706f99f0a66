/**
 * A small shop whose visitors behave as recorded logs show: the demo's source of events and the
 * maker of test logs. Imports {@code freshet.model.session}, {@code freshet.model.data} and a
 * sampler; neither Kafka nor Flink.
 */
@NullMarked
package freshet.lab.shop;

import org.jspecify.annotations.NullMarked;
