package freshet.serving;

import freshet.schema.ModelAnnouncement;
import java.util.Optional;

/**
 * What is announced of a model's challenger: the bundle that is on trial, or that none is any more.
 *
 * @param model name of the model
 * @param bundle version, place and hash of the bundle, and the shares of the sessions that it
 *     gets; empty ends the trial
 */
public record Challenge(String model, Optional<ModelAnnouncement> bundle) implements Notice {}
