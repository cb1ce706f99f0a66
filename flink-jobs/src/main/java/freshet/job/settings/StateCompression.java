package freshet.job.settings;

/** How the state's files are compressed. */
public enum StateCompression {
    NONE,
    SNAPPY,
    LZ4,
    ZSTD
}
