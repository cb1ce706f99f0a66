/**
 * Sessions as bytes, in files that are sorted by their start: what a sort of more sessions than fit
 * into memory is made of. Imports {@code freshet.model.data} and {@code freshet.model.session}.
 */
@NullMarked
package freshet.model.data.run;

import org.jspecify.annotations.NullMarked;
