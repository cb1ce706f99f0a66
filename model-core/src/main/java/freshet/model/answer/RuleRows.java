package freshet.model.answer;

import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.catalog.IdIndex;
import freshet.model.catalog.ItemFilter;
import freshet.model.catalog.ItemRule;
import freshet.model.catalog.PagedInts;
import freshet.model.catalog.ValueLimit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@link ItemRules} as rows of one model. A row is always set, under a lock, to what the rules say
 * at that moment. So the thread that fills this one in and the thread that changes the items may
 * come in any order.
 */
final class RuleRows implements AutoCloseable {
    private static final int UNKNOWN = -1;

    private final ItemRules rules;
    private final Vocabulary vocabulary;
    // All guarded by this.
    private final BitSet out = new BitSet(); // not to be recommended in any minute
    private final BitSet windows = new BitSet(); // rows with a window
    private final BitSet closed = new BitSet(); // of these, what may not be recommended in the minute
    private final BitSet inCatalogue = new BitSet();
    private final PagedInts from = new PagedInts();
    private final PagedInts until = new PagedInts();
    private final PagedInts rowOf = new PagedInts(); // by an item's number in the catalogue, 1 more
    private final BitSet boosted = new BitSet();
    private final PagedInts boostOf = new PagedInts(); // bits of ln boost
    private final PagedInts groupOf = new PagedInts(); // by the value that is limited; 0 without one
    private final Map<String, Integer> groups = new HashMap<>(); // values that were met, from 1 on
    private int[] taken = {}; // by group, 0 between two answers
    private int minute;
    private WithheldItems items = WithheldItems.NONE;
    private boolean changed; // since items was made
    private ItemBoosts boosts = ItemBoosts.NONE;
    private boolean boostsChanged; // since boosts was made

    RuleRows(ItemRules rules, Vocabulary vocabulary) {
        this.rules = rules;
        this.vocabulary = vocabulary;
        this.minute = rules.minute();
    }

    synchronized void refresh(String itemId) {
        int row = vocabulary.rowOr(itemId, UNKNOWN);
        ItemRule rule = rules.of(itemId);
        if (rule.item() != IdIndex.NONE) {
            rowOf.set(rule.item(), row + 1); // it may have been that of another item before
        }
        if (row == UNKNOWN) {
            return;
        }
        inCatalogue.set(row, rule.item() != IdIndex.NONE);
        set(out, row, rules.isWithheld(itemId) || !rule.passes());
        windows.set(row, rule.hasWindow());
        if (rule.hasWindow()) {
            from.set(row, rule.from());
            until.set(row, rule.until());
        }
        set(closed, row, !rule.isOpen(minute));
        boost(row, rule.logBoost());
        if (rules.limit().isPresent()) {
            group(row, rules.limitedValue(itemId));
        }
    }

    private void boost(int row, float log) {
        int bits = log == 0 ? 0 : Float.floatToRawIntBits(log);
        if (bits != boostOf.get(row)) {
            boostOf.set(row, bits);
            boosted.set(row, bits != 0);
            boostsChanged = true;
        }
    }

    /** What is boosted now: the same object until that changes. */
    synchronized ItemBoosts boosts() {
        if (boostsChanged) {
            int[] rows = boosted.stream().toArray();
            float[] logs = new float[rows.length];
            for (int place = 0; place < rows.length; place++) {
                logs[place] = Float.intBitsToFloat(boostOf.get(rows[place]));
            }
            boosts = new ItemBoosts(rows, logs);
            boostsChanged = false;
        }
        return boosts;
    }

    private void group(int row, Optional<String> value) {
        groupOf.set(
                row,
                value.map(text -> groups.computeIfAbsent(text, any -> groups.size() + 1))
                        .orElse(0));
    }

    /**
     * Copies an answer as far as it goes, without the items of which their value's most are there
     * already.
     */
    synchronized void limit(RankedItems deep, int slot, RankedItems out, int outSlot) {
        int most = rules.limit().map(ValueLimit::most).orElse(Integer.MAX_VALUE);
        taken = taken.length <= groups.size() ? new int[groups.size() + 1] : taken;
        out.clear(outSlot);
        for (int rank = 0; rank < deep.count(slot) && out.count(outSlot) < out.k(); rank++) {
            int row = deep.row(slot, rank);
            int group = groupOf.get(row);
            if (group == 0 || taken[group]++ < most) {
                out.add(outSlot, row, deep.probability(slot, rank));
            }
        }
        for (int rank = 0; rank < deep.count(slot); rank++) {
            taken[groupOf.get(deep.row(slot, rank))] = 0;
        }
    }

    private void set(BitSet rows, int row, boolean value) {
        if (rows.get(row) != value) {
            rows.flip(row);
            changed = true;
        }
    }

    /**
     * What is withheld now: the same object until that changes, one bit per row of the vocabulary.
     */
    synchronized WithheldItems items() {
        pass(rules.minute());
        if (changed) {
            BitSet rows = (BitSet) out.clone();
            rows.or(closed);
            items = new WithheldItems(rows);
            changed = false;
        }
        return items;
    }

    /** Opens and closes windows, once a minute. */
    private void pass(int now) {
        if (now != minute) {
            minute = now;
            for (int row = windows.nextSetBit(0); row >= 0; row = windows.nextSetBit(row + 1)) {
                set(closed, row, now < from.get(row) || now >= until.get(row));
            }
        }
    }

    /** What is withheld now where only what passes a filter may be recommended. */
    WithheldItems only(ItemFilter filter) {
        BitSet passing = rules.catalog().passing(filter);
        synchronized (this) {
            pass(rules.minute());
            BitSet allowed = new BitSet(vocabulary.size());
            for (int item = passing.nextSetBit(0); item >= 0; item = passing.nextSetBit(item + 1)) {
                int row = rowOf.get(item) - 1;
                if (row != UNKNOWN) {
                    allowed.set(row);
                }
            }
            if (filter.passesUnknown()) {
                for (int row = inCatalogue.nextClearBit(0);
                        row < vocabulary.size();
                        row = inCatalogue.nextClearBit(row + 1)) {
                    allowed.set(row);
                }
            }
            allowed.andNot(out);
            allowed.andNot(closed);
            return WithheldItems.allBut(vocabulary.size(), allowed);
        }
    }

    /** Follows the items no longer. */
    @Override
    public void close() {
        rules.forget(this);
    }
}
