package freshet.job.recommend;

import freshet.job.metrics.AnswerCounts;
import freshet.job.metrics.ArmCounts;
import freshet.job.metrics.StageClock.Stage;
import freshet.job.stream.Rejection;
import freshet.model.RankedItems;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import freshet.schema.codec.GeneratedRecords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what the answering gives out and counts what it counts. */
final class TestAnswers implements AnswerCounts {
    private static final GeneratedRecords<Recommendation> RECORDS = new GeneratedRecords<>(Recommendation.class);

    final List<Recommendation> recommendations = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
    int answered;
    int rejected;
    int refolds;
    int unknownItems;
    final List<Long> sinceRecord = new ArrayList<>();
    final List<Long> waited = new ArrayList<>();
    final List<String> judged = new ArrayList<>(); // version:rank
    final List<String> opened = new ArrayList<>(); // session:version
    final List<String> passed = new ArrayList<>(); // session:from:to

    final List<Recommendation> shadows = new ArrayList<>();
    final TestArm champion = new TestArm();
    final TestArm challenger = new TestArm();

    /** What an arm of a trial counts. */
    static final class TestArm implements ArmCounts {
        final List<RecommendationSource> sources = new ArrayList<>();
        final List<Long> sinceRecord = new ArrayList<>();
        final Set<Integer> rows = new HashSet<>(); // recommended
        int passes;
        int shadowed;

        @Override
        public void answered(RecommendationSource source) {
            sources.add(source);
        }

        @Override
        public void answeredAfter(long millis) {
            sinceRecord.add(millis);
        }

        @Override
        public void recommended(RankedItems ranked, int slot) {
            for (int rank = 0; rank < ranked.count(slot); rank++) {
                rows.add(ranked.row(slot, rank));
            }
        }

        @Override
        public void spent(long nanos) {
            passes++;
        }

        @Override
        public void shadowed() {
            shadowed++;
        }
    }

    void shadow(Recommendation recommendation) {
        shadows.add(RECORDS.copy(recommendation)); // a copy: it is filled again
    }

    void recommend(Recommendation recommendation) {
        recommendations.add(RECORDS.copy(recommendation)); // a copy: it is filled again
    }

    void reject(Rejection rejection) {
        rejections.add(rejection);
    }

    @Override
    public void answered(RecommendationSource source) {
        answered++;
    }

    @Override
    public void answeredAfter(long millis) {
        sinceRecord.add(millis);
    }

    @Override
    public void waited(long nanos) {
        waited.add(nanos);
    }

    @Override
    public void unknownItem() {
        unknownItems++;
    }

    @Override
    public void sessionOpened(String sessionId, long answeredBy) {
        opened.add(sessionId + ":" + answeredBy);
    }

    @Override
    public void sessionPassed(String sessionId, long from, long to) {
        passed.add(sessionId + ":" + from + ":" + to);
    }

    @Override
    public void judged(long modelVersion, int rank) {
        judged.add(modelVersion + ":" + rank);
    }

    @Override
    public void rejected(RejectionReason reason) {
        rejected++;
    }

    @Override
    public void refolded() {
        refolds++;
    }

    @Override
    public void spent(Stage stage, long nanos) {
        spent.merge(stage, nanos, Long::sum);
    }

    @Override
    public void batch(int events) {
        batches.add(events);
    }
}
