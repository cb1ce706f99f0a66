package freshet.model.text;

/** The ids of sessions, items and events, which other systems give. */
public final class ExternalId {
    /** Most characters (Unicode code points) of an id; it has at least one. */
    public static final int MAX_CHARACTERS = 256;

    private ExternalId() {}

    /** Characters (Unicode code points) of an id. */
    public static int characters(String id) {
        return id.codePointCount(0, id.length());
    }
}
