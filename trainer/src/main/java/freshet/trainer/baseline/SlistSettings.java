package freshet.trainer.baseline;

import freshet.trainer.settings.Settings;

/**
 * What can be set of SLIST; names and ranges are in {@link SlistTrainer#ALLOWED}.
 *
 * @param similarity share of the items' similarity against that of their transitions, α
 * @param regularisation λ
 * @param trainEvents events by which an event's weight falls to 1/e in training, δ_pos
 * @param serveEvents the same in serving, δ_inf
 * @param sessionDays days by which a session's weight falls to 1/e, δ_time; 0 for never
 * @param steps events after a point of a session that are its targets
 * @param self most weight of an item for itself, ξ
 * @param rules most weights kept per item
 * @param sessionItems latest events that count of a session
 */
record SlistSettings(
        double similarity,
        double regularisation,
        double trainEvents,
        double serveEvents,
        double sessionDays,
        int steps,
        double self,
        int rules,
        int sessionItems) {

    static SlistSettings from(Settings given) {
        return new SlistSettings(
                given.real("similarity"),
                given.real("regularisation"),
                given.real("train_events"),
                given.real("serve_events"),
                given.real("session_days"),
                given.integer("steps"),
                given.real("self"),
                given.integer("rules"),
                given.integer("session_items"));
    }
}
