package freshet.job.recommend;

import freshet.job.stream.AcceptedEvent;
import freshet.schema.Recommendation;
import freshet.serving.Notice;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * Flink's harness around what the recommender's factory makes; Flink's own keyed ones take no
 * factory.
 */
final class KeyedHarness extends AbstractStreamOperatorTestHarness<Recommendation> {

    KeyedHarness(RecommenderOperatorFactory factory, int keyGroups, int subtasks, int subtask) throws Exception {
        super(factory, keyGroups, subtasks, subtask);
        KeySelector<AcceptedEvent, String> key = AcceptedEvent::sessionId;
        config.setStatePartitioner(0, key);
        config.setStateKeySerializer(StringSerializer.INSTANCE);
        config.serializeAllConfigs();
    }

    private TwoInputStreamOperator<AcceptedEvent, Notice, Recommendation> recommender() {
        return (RecommenderOperator) operator;
    }

    void event(AcceptedEvent event, long timeMillis) throws Exception {
        StreamRecord<AcceptedEvent> record = new StreamRecord<>(event, timeMillis);
        recommender().setKeyContextElement1(record);
        recommender().processElement1(record);
    }

    void notice(Notice notice) throws Exception {
        StreamRecord<Notice> record = new StreamRecord<>(notice, 0);
        recommender().setKeyContextElement2(record);
        recommender().processElement2(record);
    }

    void watermark(Watermark mark) throws Exception {
        recommender().processWatermark1(mark);
    }

    /** Sessions in state that Flink keeps on the heap. */
    int keptSessions() {
        HeapKeyedStateBackend<String> backend =
                (HeapKeyedStateBackend<String>) getOperator().<String>getKeyedStateBackend();
        return backend.numKeyValueStateEntries();
    }
}
