package freshet.trainer.linear;

/** A matrix in a Java array, for products by the Vector API. */
final class HeapMatrix extends Matrix {
    private final HeapMemory owner;
    private final float[] values;
    private final int stride; // floats from one row to the next
    private final int first; // where in the array this one begins

    HeapMatrix(HeapMemory owner, float[] values, int stride, int first) {
        this.owner = owner;
        this.values = values;
        this.stride = stride;
        this.first = first;
    }

    @Override
    public HeapMatrix from(int row, int column) {
        return new HeapMatrix(owner, values, stride, first + row * stride + column);
    }

    @Override
    public void get(int row, int column, float[] into, int at, int count) {
        owner.check();
        System.arraycopy(values, first + row * stride + column, into, at, count);
    }

    @Override
    public void put(int row, int column, float[] from, int at, int count) {
        owner.check();
        System.arraycopy(from, at, values, first + row * stride + column, count);
    }

    @Override
    void product(boolean transposeA, boolean transposeB, Matrix a, Matrix b, boolean add, int m, int k, int n) {
        if (m > 0 && n > 0) {
            owner.check();
            owner.products().product(transposeA, transposeB, (HeapMatrix) a, (HeapMatrix) b, add, this, m, k, n);
        }
    }

    float[] values() {
        return values;
    }

    int stride() {
        return stride;
    }

    int first() {
        return first;
    }
}
