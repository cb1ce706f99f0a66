package freshet.model.data;

/**
 * A line that was passed over.
 *
 * @param line its number in the file, from 1
 * @param reason what is wrong in it
 */
public record LogFault(long line, String reason) {}
