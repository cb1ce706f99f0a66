package freshet.model.evaluation;

import freshet.model.session.ItemEvent;

/**
 * An event at its place in its session.
 *
 * @param event what happened
 * @param position its number in the session, from 1, repeats not counted
 * @param sessionLength events of the whole session, repeats not counted
 */
record PlayedEvent(ItemEvent event, int position, int sessionLength) {

    boolean opensSession() {
        return position == 1;
    }

    boolean endsSession() {
        return position == sessionLength;
    }
}
