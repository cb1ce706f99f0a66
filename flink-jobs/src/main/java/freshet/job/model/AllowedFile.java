package freshet.job.model;

/**
 * A bundle that may be read.
 *
 * @param scheme the file system
 * @param authority host or bucket, empty where there is none
 * @param path absolute, decoded; of a local file with no link left in it
 */
public record AllowedFile(String scheme, String authority, String path) {}
