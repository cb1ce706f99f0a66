/**
 * The pooled network after YouTube's: {@link freshet.trainer.youtube.YoutubeDnn} is what the
 * registry makes; its weights, layers and forward pass. In shapes, h is the query's width, c that
 * of an hour's and of a weekday's row, V the number of items, B the batch size. Imports
 * {@code freshet.trainer.neural}, the trainer's other packages but for models, and
 * {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.youtube;

import org.jspecify.annotations.NullMarked;
