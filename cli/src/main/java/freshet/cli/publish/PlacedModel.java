package freshet.cli.publish;

import freshet.serving.table.AnnouncedModel;
import java.util.Optional;

/**
 * What the topic of announcements has of a model, and where.
 *
 * @param model what it has
 * @param challenger where the challenger is; empty where none was announced since the newest end of
 *     a trial
 */
public record PlacedModel(AnnouncedModel model, Optional<ChallengerPlace> challenger) {}
