package freshet.job.stream.event;

import freshet.job.log.RejectionLog;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.event.EventFormat;
import freshet.schema.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to do about a value that is no event: of a JSON object the fields are wrong, of all else the
 * encoding.
 *
 * @param format in which events are read
 */
record MalformedRemedy(EventFormat format) implements RejectionLog.Remedy {
    private static final int MOST_NAMES = 10;

    @Override
    public String of(RejectedEvent event) {
        Optional<List<String>> names = format == EventFormat.AVRO ? Optional.empty() : names(event.getRaw());
        return names.map(MalformedRemedy::fields).orElseGet(this::encoding);
    }

    private String encoding() {
        return switch (format) {
            case AUTO -> "send each event as a JSON object, or in Avro's single-object encoding";
            case AVRO -> "events.format is avro: send Avro's single-object encoding, or set auto, which reads JSON too";
            case JSON -> "events.format is json: send JSON objects, or set auto, which reads Avro too";
        };
    }

    private static String fields(List<String> names) {
        String found = names.isEmpty()
                ? "the object has no field"
                : "the object has "
                        + names.stream().limit(MOST_NAMES).map(Excerpt::quoted).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? ", …" : "");
        return found + "; see the fields of an event in docs/GUIDE.md, Events";
    }

    private static Optional<List<String>> names(ByteBuffer raw) {
        byte[] bytes = new byte[raw.remaining()];
        raw.duplicate().get(bytes);
        try {
            return Optional.of(JsonObject.parse(bytes, "an event").names());
        } catch (MalformedRecordException e) {
            return Optional.empty(); // the rejection's detail says why
        }
    }
}
