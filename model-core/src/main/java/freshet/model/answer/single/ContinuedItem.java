package freshet.model.answer.single;

import freshet.model.answer.SessionAnswerer.AnswerSource;

/**
 * An item that was generated.
 *
 * @param itemId external id
 * @param probability that the model gives it after the items before, among those that it might
 *     choose from; in [0, 1]
 * @param source whether the model ranked it, or it is one of the most popular items
 */
public record ContinuedItem(String itemId, float probability, AnswerSource source) {}
