package freshet.cli.learn;

import freshet.cli.gate.GateRules;

/**
 * The gate of a loop.
 *
 * @param rules what a candidate must show
 * @param share of the sessions that the champion has not seen, the last ones, which are not learned
 *     but compared on; in (0, 0.5]
 */
record GateSettings(GateRules rules, double share) {
    GateSettings {
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the gate's share is " + share + "; it must be over 0, at most 0.5");
        }
    }
}
