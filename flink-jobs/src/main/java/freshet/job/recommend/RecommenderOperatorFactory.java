package freshet.job.recommend;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.CatalogSettings;
import freshet.job.settings.JobSettings.ListsSettings;
import freshet.job.settings.JobSettings.ModelSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.job.stream.StreamType;
import freshet.job.stream.table.StandingAnnouncement;
import freshet.job.stream.table.StandingAvailability;
import freshet.schema.Recommendation;
import freshet.serving.Notice;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/**
 * Makes the recommender in each task. The job graph carries this class and the settings in it; the
 * operator itself never travels.
 */
public final class RecommenderOperatorFactory extends AbstractStreamOperatorFactory<Recommendation>
        implements TwoInputStreamOperatorFactory<AcceptedEvent, Notice, Recommendation> {
    private static final long serialVersionUID = 1L;

    /** Side output: the events that their sessions turned away. */
    public static final OutputTag<Rejection> REJECTED = new OutputTag<>("rejected", StreamType.REJECTION);

    /** Side output: the events that their sessions took, where they are captured. */
    public static final OutputTag<AcceptedEvent> TAKEN = new OutputTag<>("taken", StreamType.ACCEPTED_EVENT);
    /** Side output: the answers of a trial that are for comparison alone. */
    public static final OutputTag<Recommendation> SHADOW = new OutputTag<>("shadow", StreamType.RECOMMENDATION);

    private final AnsweringSettings settings;
    private final ModelSettings model;
    private final StandingAnnouncement standing;
    private final StandingAvailability availability;
    private final CatalogSettings items;
    private final ListsSettings lists;
    private final boolean capture;
    private final boolean shadows;
    private final SessionEnds.Step step;

    /**
     * @param standing tells at a fresh start which models are announced
     * @param availability tells at every start what is known of the items
     * @param items how much of that is kept
     * @param lists whether what trends answers
     * @param capture whether the events that their sessions took are given out as well
     * @param shadows whether answers for comparison are wanted at {@link #SHADOW}
     */
    public RecommenderOperatorFactory(
            AnsweringSettings settings,
            ModelSettings model,
            StandingAnnouncement standing,
            StandingAvailability availability,
            CatalogSettings items,
            ListsSettings lists,
            boolean capture,
            boolean shadows) {
        this(settings, model, standing, availability, items, lists, capture, shadows, SessionEnds.Step.DEFAULT);
    }

    /** The same with another bound of the steps in which ended sessions are dropped. */
    RecommenderOperatorFactory(
            AnsweringSettings settings,
            ModelSettings model,
            StandingAnnouncement standing,
            StandingAvailability availability,
            CatalogSettings items,
            ListsSettings lists,
            boolean capture,
            boolean shadows,
            SessionEnds.Step step) {
        this.settings = settings;
        this.model = model;
        this.standing = standing;
        this.availability = availability;
        this.items = items;
        this.lists = lists;
        this.capture = capture;
        this.shadows = shadows;
        this.step = step;
    }

    @Override
    @SuppressWarnings("unchecked") // Flink asks for the one class that the method below names
    public <T extends StreamOperator<Recommendation>> T createStreamOperator(
            StreamOperatorParameters<Recommendation> parameters) {
        return (T) new RecommenderOperator(
                parameters, settings, model, standing, availability, items, lists.trends(), capture, shadows, step);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return RecommenderOperator.class;
    }
}
