package freshet.model.kind.mix;

import freshet.model.kind.RelatedItems;
import java.util.List;

/**
 * What one model of a mix relates, in rows of the mix; nothing to an item that it does not know.
 *
 * @param related in the model's own rows
 * @param rows of the model
 */
record RelatedInPart(RelatedItems related, PartRows rows) implements RelatedItems {

    @Override
    public String measure() {
        return related.measure();
    }

    @Override
    public List<Related> of(int row, int count) {
        int own = rows.own(row);
        if (own == PartRows.UNKNOWN) {
            return List.of();
        }
        return related.of(own, count).stream()
                .map(item -> new Related(rows.mixed(item.row()), item.value()))
                .toList();
    }
}
