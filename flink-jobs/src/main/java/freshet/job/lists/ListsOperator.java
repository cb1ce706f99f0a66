package freshet.job.lists;

import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.stream.Sighting;
import freshet.model.trend.ListShape;
import freshet.schema.ItemList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the items of each category, and hands on the lists that have changed once per interval.
 *
 * <p>The categories are in keyed state, one value each, and in memory, where they are counted: a
 * checkpoint writes those that have changed. Whether the lists are still to be handed on is in the
 * state as well, so that a list is written exactly as often as without a failure.
 */
final class ListsOperator extends AbstractStreamOperator<ItemList>
        implements OneInputStreamOperator<Sighting, ItemList> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ListsOperator.class);
    private static final String STATE = "category-lists";

    private final ListsSettings settings;
    private transient ListShape shape;
    private transient ListRecords records;
    private transient ValueState<byte[]> written;
    private transient Map<String, KeptCategory> categories;
    private transient Counter refused;

    ListsOperator(ListsSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        shape = settings.shape();
        records = new ListRecords(settings);
        refused = getMetricGroup().counter("refusedSightings");
        categories = new HashMap<>();
        written = getPartitionedState(
                new ValueStateDescriptor<>(STATE, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        List<String> kept;
        try (var keys = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            kept = keys.toList();
        }
        for (String category : kept) {
            setCurrentKey(category);
            categories.put(category, KeptCategory.of(shape, written.value()));
        }
        getMetricGroup().gauge("listedCategories", categories::size);
        nextTelling();
    }

    @Override
    public void processElement(StreamRecord<Sighting> element) {
        Sighting sighting = element.getValue();
        KeptCategory category = categories.get(sighting.category());
        if (category == null) {
            // The list of all items has its own place.
            if (!sighting.category().isEmpty() && categories.size() > settings.maxCategories()) {
                refuse(sighting);
                return;
            }
            category = KeptCategory.empty(shape);
            categories.put(sighting.category(), category);
        }
        if (sighting.viewed()) {
            category.lists.seen(sighting.itemId(), sighting.millis(), sighting.sinceMillis());
            category.changed();
        } else if (category.lists.appeared(sighting.itemId(), sighting.sinceMillis())) {
            category.changed();
        }
    }

    private void refuse(Sighting sighting) {
        refused.inc();
        if (Long.bitCount(refused.getCount()) == 1) { // the 1st, 2nd, 4th, 8th
            LOG.warn(
                    "there are over {} categories in this instance, and {} views and appearances were not counted in"
                            + " theirs so far, the last one in {}; raise lists.max-categories, or name an attribute of"
                            + " fewer values by lists.category",
                    settings.maxCategories(),
                    refused.getCount(),
                    sighting.category());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (Map.Entry<String, KeptCategory> entry : categories.entrySet()) {
            KeptCategory category = entry.getValue();
            if (category.unwritten) {
                setCurrentKey(entry.getKey());
                written.update(category.toBytes());
                category.unwritten = false;
            }
        }
    }

    @Override
    public void finish() throws Exception {
        tell();
        super.finish();
    }

    private void nextTelling() {
        ProcessingTimeService time = getProcessingTimeService();
        time.registerTimer(time.getCurrentProcessingTime() + settings.interval().toMillis(), at -> {
            tell();
            nextTelling();
        });
    }

    private void tell() {
        categories.forEach((name, category) -> {
            if (category.untold) {
                records.tell(name, category.lists, list -> output.collect(new StreamRecord<>(list)));
                category.untold = false;
                category.unwritten = true;
            }
        });
    }
}
