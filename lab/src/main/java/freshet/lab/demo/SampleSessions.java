package freshet.lab.demo;

import freshet.gateway.live.AnsweredEvent;
import freshet.model.evaluation.RankCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Follows one session after another and tells it in words: what was clicked, what was recommended,
 * whether the next click was among it. For one thread.
 */
final class SampleSessions {
    private static final int LINES = 5;
    private static final int SHOWN = 3; // items per answer
    private static final int SILENT = 300; // events of others after which the followed session counts as over

    private final UnaryOperator<String> name;
    private final List<String> story = new ArrayList<>();
    private List<String> lastStory = List.of();
    private String followed = "";
    private int others;

    /** @param name gives an item's name for its id */
    SampleSessions(UnaryOperator<String> name) {
        this.name = name;
    }

    /** @param rank at which the answer before had this event's item, or {@link RankCounter#MISS} */
    void answered(AnsweredEvent next, int rank) {
        String session = next.event().getSessionId();
        if (session.equals(followed)) {
            others = 0;
            story.add(line(next, rank));
            if (story.size() >= 2) {
                lastStory = tail();
            }
        } else if (followed.isEmpty() || ++others > SILENT) {
            if (next.answer().getPosition() == 1) {
                followed = session;
                others = 0;
                story.clear();
                story.add(line(next, RankCounter.MISS));
            }
        }
    }

    /**
     * The latest session with two clicks or more, a line for its name and one per click; empty
     * before there is one.
     */
    List<String> latest() {
        return lastStory;
    }

    private List<String> tail() {
        List<String> lines = new ArrayList<>();
        lines.add("session " + followed + ", " + story.size() + " clicks so far");
        lines.addAll(story.subList(Math.max(0, story.size() - LINES), story.size()));
        return List.copyOf(lines);
    }

    private String line(AnsweredEvent next, int rank) {
        String mark = rank == RankCounter.MISS ? "" : "hit, rank " + (rank + 1);
        String answer = next.answer().getItems().stream()
                .limit(SHOWN)
                .map(item -> name.apply(item.getItemId()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "  %-28s %-12s -> %s", name.apply(next.event().getItemId()), mark, answer);
    }
}
