package freshet.trainer.column;

import java.io.IOException;

/** Where new columns are made. */
public interface ColumnPlace {

    /** In the heap of the JVM. */
    ColumnPlace HEAP = new ColumnPlace() {
        @Override
        public IntStore ints(int size) {
            return IntColumn.of(new int[size]);
        }

        @Override
        public LongStore longs(int size) {
            return LongColumn.of(new long[size]);
        }
    };

    /**
     * A column of zeros.
     *
     * @throws IOException if its file cannot be made
     */
    IntStore ints(int size) throws IOException;

    /**
     * A column of zeros.
     *
     * @throws IOException if its file cannot be made
     */
    LongStore longs(int size) throws IOException;
}
