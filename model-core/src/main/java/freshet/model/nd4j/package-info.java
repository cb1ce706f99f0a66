/**
 * What ND4J brings into this process: its OpenBLAS and its unpacked libraries. Imports ND4J,
 * JavaCPP and SLF4J.
 */
@NullMarked
package freshet.model.nd4j;

import org.jspecify.annotations.NullMarked;
