/** The arithmetic under the trainers: matrix products on float arrays and fast exponentials. Imports OpenBLAS alone. */
@NullMarked
package freshet.trainer.linear;

import org.jspecify.annotations.NullMarked;
