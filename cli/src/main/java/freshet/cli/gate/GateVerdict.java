package freshet.cli.gate;

/**
 * What the gate says of a candidate.
 *
 * @param passed whether it may be published
 * @param words why, with the figures of both models, as one line
 */
public record GateVerdict(boolean passed, String words) {

    static GateVerdict passed(String words) {
        return new GateVerdict(true, words);
    }

    static GateVerdict refused(String words) {
        return new GateVerdict(false, words);
    }
}
