package freshet.job.lists;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Sighting;
import freshet.schema.Item;
import freshet.schema.item.ItemReader;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Knows of each item when it appeared and which categories it has, and tells these of each event.
 *
 * <p>An item appears with its record in the catalogue or with its first event, the earlier one.
 * When it appeared is forgotten some time after the last event or record; its categories are known
 * until the catalogue forgets it. The catalogue comes again at every start, and an item that is
 * known already does not appear anew.
 */
final class ItemSightings extends KeyedCoProcessFunction<String, AcceptedEvent, Notice, Sighting> {
    private static final long serialVersionUID = 1L;
    private static final String ALL = "";

    private final String attribute;
    private final Duration forgetAfter;
    private transient ValueState<Long> since;
    private transient ListState<String> categories;

    /**
     * @param attribute whose values are the categories; empty: there are none
     * @param forgetAfter an item without events or records for this time is new again, at least a
     *     millisecond
     */
    ItemSightings(String attribute, Duration forgetAfter) {
        this.attribute = attribute;
        this.forgetAfter = forgetAfter;
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Long> appeared = new ValueStateDescriptor<>("since", Types.LONG);
        appeared.enableTimeToLive(StateTtlConfig.newBuilder(forgetAfter)
                .setUpdateType(StateTtlConfig.UpdateType.OnReadAndWrite)
                .build());
        since = getRuntimeContext().getState(appeared);
        categories = getRuntimeContext().getListState(new ListStateDescriptor<>("categories", Types.STRING));
    }

    @Override
    public void processElement1(AcceptedEvent event, Context context, Collector<Sighting> out) throws Exception {
        long millis = event.event().timeMillis();
        long appeared = appeared(millis);
        tell(true, event.event().itemId(), millis, appeared, out);
    }

    @Override
    public void processElement2(Notice notice, Context context, Collector<Sighting> out) throws Exception {
        ItemUpdate update = (ItemUpdate) notice;
        Optional<Item> item = update.item().filter(found -> !ItemReader.isAvailabilityAlone(found));
        if (!attribute.isEmpty()) {
            categories.update(item.map(this::categories).orElse(List.of()));
        }
        if (item.isPresent() && update.available()) {
            long now = context.timerService().currentProcessingTime();
            long written = update.recordMillis() < 0 ? now : Math.min(update.recordMillis(), now);
            long appeared = appeared(written);
            tell(false, update.itemId(), appeared, appeared, out);
        }
    }

    /** When the item appeared, if it is here now. */
    private long appeared(long millis) throws Exception {
        Long known = since.value();
        if (known != null && known <= millis) {
            return known;
        }
        since.update(millis);
        return millis;
    }

    private void tell(boolean viewed, String itemId, long millis, long appeared, Collector<Sighting> out)
            throws Exception {
        out.collect(new Sighting(ALL, itemId, viewed, millis, appeared));
        if (!attribute.isEmpty()) {
            for (String category : categories.get()) {
                out.collect(new Sighting(category, itemId, viewed, millis, appeared));
            }
        }
    }

    /** A text, or each text of a list once; a number is no category. */
    private List<String> categories(Item item) {
        Object value = item.getAttributes().get(attribute);
        if (value instanceof CharSequence text) {
            return List.of(text.toString());
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.stream().map(Object::toString).distinct().forEach(texts::add);
        }
        return texts;
    }
}
