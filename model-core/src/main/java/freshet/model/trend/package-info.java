/**
 * What is viewed now, in bounded memory: popular, trending and new items. Imports nothing of ours.
 */
@NullMarked
package freshet.model.trend;

import org.jspecify.annotations.NullMarked;
