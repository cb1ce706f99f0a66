package freshet.job.prepare;

import freshet.model.data.Session;
import freshet.model.data.run.EventGroup;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.Visits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes the sessions of each key and writes them into a run. In batch mode Flink hands over all
 * groups of one hash before those of the next: the events of these keys are in memory. Its state is
 * empty, and nothing goes on behind it.
 */
final class SessionsOperator extends AbstractStreamOperator<Integer>
        implements OneInputStreamOperator<Tuple2<Long, byte[]>, Integer>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final long gapMillis;
    private final int maxItems;
    private final String output;
    private transient List<EventGroup> ofHash;
    private transient long hash;
    private transient SessionRules rules;
    private transient Optional<RunFile> run;

    /** @param output folder of the runs */
    SessionsOperator(SessionRules rules, String output) {
        this.gapMillis = rules.gapMillis();
        this.maxItems = rules.maxItems();
        this.output = output;
    }

    @Override
    public void open() throws Exception {
        super.open();
        ofHash = new ArrayList<>();
        rules = new SessionRules(gapMillis, maxItems);
        int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        run = Optional.of(new RunFile(Path.of(output), task));
    }

    @Override
    public void processElement(StreamRecord<Tuple2<Long, byte[]>> record) throws IOException {
        Tuple2<Long, byte[]> group = record.getValue();
        if (group.f0 != hash) {
            write();
            hash = group.f0;
        }
        ofHash.add(EventGroup.of(group.f1));
    }

    @Override
    public void endInput() throws IOException {
        write();
        run.orElseThrow().finish();
    }

    /** Two keys of one hash are rare, and told apart by the order. */
    private void write() throws IOException {
        ofHash.sort(EventGroup.BY_PLACE);
        List<ItemEvent> events = new ArrayList<>();
        for (int group = 0; group < ofHash.size(); group++) {
            ofHash.get(group).events(events::add);
            String key = ofHash.get(group).key();
            if (group + 1 == ofHash.size() || !ofHash.get(group + 1).key().equals(key)) {
                for (List<ItemEvent> visit : Visits.of(events, rules)) {
                    run.orElseThrow().write(new Session(key, visit));
                }
                events.clear();
            }
        }
        ofHash.clear();
    }

    @Override
    public void close() throws Exception {
        super.close();
        if (run != null && run.isPresent()) { // open may not have been reached
            run.get().close();
        }
    }
}
