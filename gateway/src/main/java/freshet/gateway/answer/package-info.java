/**
 * The newest answer of each open session, read from the recommendations topic. Imports
 * {@code freshet.schema}, the session rules of {@code freshet.model.session},
 * {@code freshet.gateway.follow} and, for its routes, {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.answer;

import org.jspecify.annotations.NullMarked;
