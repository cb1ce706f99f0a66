package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.answer.SessionAnswerer;
import freshet.model.bundle.BundleException;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import freshet.serving.testing.Patience;
import freshet.serving.testing.TinyGru;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * In any order of announcements the served version never falls, and a load that fails leaves what
 * was served.
 */
class HostileAnnouncementsTest {
    private static final ServedModel MODEL =
            ModelLoader.load(new TinyGru(5, 3).bundle(), 1); // one for all: what is tested is which is chosen

    @Property(tries = 40)
    void theServedVersionNeverFalls(@ForAll("announced") List<Announcement> announced) throws Exception {
        HandTaskThread taskThread = new HandTaskThread();
        List<Long> served = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        ModelCache cache = new ModelCache(HostileAnnouncementsTest::load);
        try (ModelSwitch models = new ModelSwitch(
                cache,
                model -> new SessionAnswerer(model, SessionRules.DEFAULT, 4, 2),
                Patience.PATIENCE,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                taskThread,
                new Listener(served, refused))) {
            OptionalLong newest = OptionalLong.empty(); // the lowest number of all is a version too
            for (Announcement next : announced) {
                models.offer(next);
                boolean newer = newest.isEmpty() || next.version() > newest.getAsLong();
                if (newer || next.version() == newest.getAsLong() && isBroken(next.version())) {
                    newest = OptionalLong.of(next.version());
                    taskThread.runMail();
                }
            }
            assertThat(taskThread.hasMail()).isFalse();
            assertThat(models.newest().map(Announcement::version)).hasValue(newest.getAsLong());
        }
        assertThat(served).isSorted().doesNotHaveDuplicates();
        assertThat(served).noneMatch(HostileAnnouncementsTest::isBroken);
        assertThat(refused).allMatch(HostileAnnouncementsTest::isBroken);
    }

    private static boolean isBroken(long version) {
        return Math.floorMod(version, 3) == 0;
    }

    private static ServedModel load(Announcement announcement) {
        return switch ((int) Math.floorMod(announcement.version(), 9)) {
            case 0 -> throw new BundleException("broken");
            case 3 -> throw new IllegalArgumentException("what nobody foresaw");
            case 6 -> throw new StackOverflowError();
            default -> MODEL;
        };
    }

    @Provide
    Arbitrary<List<Announcement>> announced() {
        return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-5, 40))
                .map(version -> TinyGru.announcement(Path.of("model-" + version), "0".repeat(64), version))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private record Listener(List<Long> served, List<Long> refused) implements SwapListener {
        @Override
        public void beforeSwap() {}

        @Override
        public void swapped(Announcement announcement, SwapTimes times) {
            served.add(announcement.version());
        }

        @Override
        public void refused(Announcement announcement, RefusalReason reason) {
            refused.add(announcement.version());
        }

        @Override
        public void retrying(Announcement announcement) {
            throw new IllegalStateException("no time has passed");
        }

        @Override
        public void failing(Optional<Announcement> highest) {
            assertThat(highest.map(Announcement::version)).matches(one -> one.isEmpty() || isBroken(one.get()));
        }
    }
}
