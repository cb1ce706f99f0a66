package freshet.model.bundle;

/** Copies a part of a tensor's values between their array and a window of bytes. */
@FunctionalInterface
interface Slice {

    /**
     * @param at index of the first value
     * @param count number of values
     */
    void copy(int at, int count);
}
