package freshet.trainer.column;

/** A column that may be written to, by one thread. */
public interface LongStore extends LongColumn {

    /** Puts a number at a place in {@code [0, size())}. */
    void set(int place, long value);

    /** The first numbers alone; the store is not to be written to from now on. */
    LongColumn first(int count);
}
