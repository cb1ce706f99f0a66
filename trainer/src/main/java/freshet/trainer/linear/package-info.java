/**
 * The arithmetic under the trainers: products of matrices outside of Java's heap, loops over rows
 * of them on float arrays, and a team of threads that share the work so that the result is the same
 * each time. Imports OpenBLAS alone.
 */
@NullMarked
package freshet.trainer.linear;

import org.jspecify.annotations.NullMarked;
