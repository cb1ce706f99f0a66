package freshet.job.stream;

/**
 * A serializer for values that nobody changes: nothing is ever copied.
 *
 * @param <T> the values
 */
abstract class ImmutableSerializer<T> extends StatelessSerializer<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T copy(T from) {
        return from;
    }
}
