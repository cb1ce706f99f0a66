/**
 * What the tests of this module and of those that serve models share: small real models, one with a
 * reference of its own, and a broker.
 */
@NullMarked
package freshet.serving.testing;

import org.jspecify.annotations.NullMarked;
