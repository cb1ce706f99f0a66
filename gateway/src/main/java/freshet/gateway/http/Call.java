package freshet.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was asked. Each method throws a {@link Problem} with status 400 that names the place, the
 * value and what would be right. Threads may share it.
 */
public interface Call {
    /** The caller's method, in capitals; GET for HEAD. */
    String method();

    /**
     * A part of the path, decoded.
     *
     * @throws IllegalArgumentException if the route's path has no such part
     */
    String path(String name);

    /** A query parameter, decoded; empty if it is not given. Given twice is a problem. */
    Optional<String> query(String name);

    /** A query parameter that is a whole number from min to max. */
    int integer(String name, int otherwise, int min, int max);

    /** A query parameter that is a time with its unit, {@code 50ms}, {@code 1h}; from 0 to max. */
    Duration duration(String name, Duration otherwise, Duration max);

    /** A query parameter whose values are separated by commas, or given again; none is empty. */
    List<String> list(String name);

    /** A header's first value. */
    Optional<String> header(String name);

    /**
     * The body.
     *
     * @param type a record; fields that it lacks are a problem
     */
    <T> T body(Class<T> type);

    /** What the caller is allowed. */
    Access access();
}
