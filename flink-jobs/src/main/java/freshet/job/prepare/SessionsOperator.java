package freshet.job.prepare;

import freshet.model.data.Session;
import freshet.model.data.run.SessionRecord;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.Visits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple8;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes the sessions of each key. In batch mode Flink hands over all events of one key before those
 * of the next: the events of one key are in memory. Its state is empty.
 */
final class SessionsOperator extends AbstractStreamOperator<Tuple2<Long, byte[]>>
        implements OneInputStreamOperator<
                        Tuple8<String, Integer, Long, String, Long, Long, String, Long>, Tuple2<Long, byte[]>>,
                BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** The order of the log, which decides among events of equal time. */
    private static final Comparator<Tuple8<String, Integer, Long, String, Long, Long, String, Long>> BY_PLACE =
            Comparator.comparing((Tuple8<String, Integer, Long, String, Long, Long, String, Long> event) -> event.f1)
                    .thenComparing(event -> event.f2);

    private final long gapMillis;
    private final int maxItems;
    private transient List<Tuple8<String, Integer, Long, String, Long, Long, String, Long>> ofKey;
    private transient SessionRules rules;

    SessionsOperator(SessionRules rules) {
        this.gapMillis = rules.gapMillis();
        this.maxItems = rules.maxItems();
    }

    @Override
    public void open() throws Exception {
        super.open();
        ofKey = new ArrayList<>();
        rules = new SessionRules(gapMillis, maxItems);
    }

    @Override
    public void processElement(StreamRecord<Tuple8<String, Integer, Long, String, Long, Long, String, Long>> record) {
        Tuple8<String, Integer, Long, String, Long, Long, String, Long> event = record.getValue();
        if (!ofKey.isEmpty() && !ofKey.get(0).f0.equals(event.f0)) {
            emit();
        }
        ofKey.add(event);
    }

    @Override
    public void endInput() {
        if (!ofKey.isEmpty()) {
            emit();
        }
    }

    private void emit() {
        String key = ofKey.get(0).f0;
        ofKey.sort(BY_PLACE);
        List<ItemEvent> events = new ArrayList<>(ofKey.size());
        ofKey.forEach(event -> events.add(new ItemEvent(event.f3, event.f4, event.f6, event.f7, event.f5)));
        ofKey.clear();
        for (List<ItemEvent> visit : Visits.of(events, rules)) {
            SessionRecord session = SessionRecord.of(new Session(key, visit));
            output.collect(new StreamRecord<>(Tuple2.of(session.start(), session.bytes())));
        }
    }
}
