/**
 * Models that predict how a user rates an item, and how well they do. A rating is a number of a
 * scale, for example of 0.5 to 5 stars. Users and items are numbered from 0 on.
 */
@NullMarked
package freshet.trainer.rating;

import org.jspecify.annotations.NullMarked;
