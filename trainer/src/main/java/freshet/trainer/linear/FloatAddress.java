package freshet.trainer.linear;

import org.bytedeco.javacpp.FloatPointer;

/** Tells OpenBLAS where a matrix begins; owns no memory. */
final class FloatAddress extends FloatPointer {

    FloatAddress(NativeMatrix matrix) {
        this.address = matrix.firstAddress();
    }
}
