package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.trial.Trial;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is done with a challenger that is on trial: other shares, promotion, return. For one thread.
 */
public final class Trials {
    private final Announcements announcements;
    private final Clock clock;

    /** @param clock dates the announcements */
    public Trials(Announcements announcements, Clock clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Gives the challenger other shares of the sessions; its version stays.
     *
     * @param share that it answers, and {@code shadow} that both answer, from 0 to 1
     * @return the announcement, which the broker has
     * @throws CommandException if no trial is on, or the broker does not take it
     */
    public ModelAnnouncement share(String model, double share, double shadow) {
        ModelAnnouncement challenger = trial(model).challenger();
        ModelAnnouncement next = new ModelAnnouncement(
                challenger.getVersion(),
                challenger.getUri(),
                challenger.getSha256(),
                now(),
                challenger.getMetrics(),
                challenger.getNote(),
                share,
                shadow);
        announcements.challenge(model, next);
        return next;
    }

    /**
     * Makes the challenger the champion, under the next version, and ends its trial.
     *
     * @param note why, for people
     * @return the champion's announcement, which the broker has
     * @throws CommandException if no trial is on, or the broker does not take it
     */
    public ModelAnnouncement promote(String model, String note) {
        AnnouncedModel announced = announcements.of(model);
        ModelAnnouncement challenger = trial(announced).challenger();
        ModelAnnouncement champion = new ModelAnnouncement(
                next(announced),
                challenger.getUri(),
                challenger.getSha256(),
                now(),
                challenger.getMetrics(),
                note,
                0.0,
                0.0);
        announcements.announce(model, champion);
        announcements.endTrial(model);
        return champion;
    }

    /**
     * Ends the trial: the champion answers all sessions again. Without a trial nothing changes.
     *
     * @throws CommandException if the broker does not take it
     */
    public void end(String model) {
        announcements.endTrial(model);
    }

    private Trial trial(String model) {
        return trial(announcements.of(model));
    }

    private static Trial trial(AnnouncedModel announced) {
        return announced
                .trial()
                .orElseThrow(() -> new CommandException(
                        "no challenger of model " + announced.name() + " is on trial; publish one with --challenger"));
    }

    /** @throws CommandException if the highest version that there is was announced */
    static long next(AnnouncedModel announced) {
        try {
            return announced.nextVersion();
        } catch (IllegalStateException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }
}
