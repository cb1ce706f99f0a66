package freshet.job.recommend;

import freshet.job.stream.Rejection;
import freshet.schema.Recommendation;

/** Takes what becomes of events: each ends as exactly one of the two. */
interface AnswerOutput {

    /** @param recommendation valid during the call only: another one is put into it afterwards */
    void recommend(Recommendation recommendation);

    void reject(Rejection rejection);
}
