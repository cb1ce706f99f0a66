/** The arithmetic under the trainers: matrix products and softmax on float arrays. Imports OpenBLAS alone. */
@NullMarked
package freshet.trainer.linear;

import org.jspecify.annotations.NullMarked;
