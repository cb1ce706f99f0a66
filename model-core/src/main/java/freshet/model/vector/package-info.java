/**
 * Scoring and encoding with {@code jdk.incubator.vector}. The only package that imports that module, which a JVM has only with
 * {@code --add-modules jdk.incubator.vector}: a class from here may be touched only where {@code freshet.model.serving} has found
 * the module. Imports the interfaces that it implements, from {@code freshet.model.scoring} and {@code freshet.model.encoder}.
 */
@NullMarked
package freshet.model.vector;

import org.jspecify.annotations.NullMarked;
