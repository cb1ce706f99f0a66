package freshet.model.data;

/**
 * A line or record that was passed over.
 *
 * @param number its number in the file, from 1
 * @param reason what is wrong in it
 */
public record LogFault(long number, String reason) {}
