package freshet.cli;

import freshet.model.session.SessionRules;

/** Reads an option that takes a number of a session's items: as many as a job may retain. */
public final class RetainedItems extends AtLeastOne {

    public RetainedItems() {
        super(SessionRules.MOST_ITEMS);
    }
}
