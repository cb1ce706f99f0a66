/** The arithmetic under the trainers: products of matrices outside of Java's heap, and loops over rows of them on float arrays. Imports OpenBLAS alone. */
@NullMarked
package freshet.trainer.linear;

import org.jspecify.annotations.NullMarked;
