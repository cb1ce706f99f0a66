package freshet.job.lists;

import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Sighting;
import freshet.job.stream.StreamType;
import freshet.schema.ItemList;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Puts lists together: events and catalogue keyed by item → sightings keyed by category → lists.
 */
public final class Lists {
    private Lists() {}

    /**
     * Adds what makes the lists. The uids name its operators in savepoints.
     *
     * @param events that their sessions took
     * @param notices the catalogue among them, where the job has one
     * @return each list as often as it has changed, at most once per {@code lists.interval}
     */
    public static DataStream<ItemList> add(
            DataStream<AcceptedEvent> events, DataStream<Notice> notices, ListsSettings settings) {
        DataStream<Notice> items =
                notices.filter(ItemUpdate.class::isInstance).uid("item-notices").name("items of the catalogue");
        return events.keyBy(event -> event.event().itemId(), Types.STRING)
                .connect(items.keyBy(Lists::itemId, Types.STRING))
                .process(new ItemSightings(settings.category(), settings.forgetAfter()), StreamType.SIGHTING)
                .uid("item-sightings")
                .name("sightings of items")
                .keyBy(Sighting::category, Types.STRING)
                .transform("lists", StreamType.ITEM_LIST, new ListsOperator(settings))
                .uid("lists");
    }

    private static String itemId(Notice notice) {
        return ((ItemUpdate) notice).itemId();
    }
}
