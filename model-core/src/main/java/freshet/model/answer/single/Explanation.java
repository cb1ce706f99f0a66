package freshet.model.answer.single;

import freshet.model.answer.SessionAnswerer.AnswerSource;
import java.util.List;

/**
 * Why a session gets what it gets.
 *
 * @param source whether the model ranked the items, or they are the most popular ones
 * @param items best first
 */
public record Explanation(AnswerSource source, List<ExplainedItem> items) {
    public Explanation {
        items = List.copyOf(items);
    }
}
