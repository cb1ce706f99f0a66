/**
 * Tests that may be looked at any number of times: whether one model's answers are better than
 * another's to the same events. Pure arithmetic; imports nothing of ours.
 */
@NullMarked
package freshet.model.sequential;

import org.jspecify.annotations.NullMarked;
