package freshet.model.file;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Tells files that are no UTF-8 text by their first bytes. */
public final class ForeignFile {
    /** How many bytes {@link #kind} looks at. */
    public static final int BYTES = 4;

    private static final String UTF_16 = "UTF-16 text; write it in UTF-8";
    private static final Map<String, String> KINDS = Map.of(
            "\u00ff\u00fe", UTF_16,
            "\u00fe\u00ff", UTF_16,
            "Obj\u0001", "an Avro file; a log of this kind wants --format avro",
            "PAR1", "a Parquet file; write it as text or as Avro",
            "(\u00b5/\u00fd", "compressed by zstd; uncompress it, or compress it by gzip",
            "\u001f\u008b", "compressed by gzip; uncompress it",
            "BZh", "compressed by bzip2; uncompress it, or compress it by gzip",
            "\u00fd7zX", "compressed by xz; uncompress it, or compress it by gzip",
            "PK\u0003\u0004", "a zip archive; unpack it, or compress the log by gzip");

    private ForeignFile() {}

    /**
     * What a file is instead, and what to do.
     *
     * @param first its first {@value #BYTES} bytes, fewer if it has no more
     * @return empty if it may be text
     */
    public static Optional<String> kind(byte[] first) {
        String start = new String(first, StandardCharsets.ISO_8859_1);
        return KINDS.keySet().stream()
                .filter(start::startsWith)
                .findFirst()
                .map(KINDS::get)
                .or(() -> start.indexOf(0) >= 0
                        ? Optional.of("no text or UTF-16 text, as it has a zero byte; write it in UTF-8")
                        : Optional.empty());
    }
}
