package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {

    /**
     * Each piece of work reads what the others wrote in the one before: a part that came too early
     * or too late would show.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartIsDoneOnceBeforeTheNextPieceOfWork(int size) {
        long[] done = new long[size];
        long[] seen = new long[size];
        try (Team team = new Team(size)) {
            for (int round = 1; round <= 2_000; round++) {
                team.run(member -> done[member]++);
                team.run(member -> seen[member] += Arrays.stream(done).sum());
            }
        }
        assertThat(done).containsOnly(2_000);
        assertThat(seen).containsOnly(size * (2_000L * 2_001 / 2));
    }

    @Test
    void partsCoverEverythingOnce() {
        try (Team team = new Team(3)) {
            assertThat(new int[] {team.from(0, 10), team.from(1, 10), team.from(2, 10), team.from(3, 10)})
                    .containsExactly(0, 3, 6, 10);
            assertThat(new int[] {team.from(0, 1), team.from(1, 1), team.from(2, 1), team.from(3, 1)})
                    .containsExactly(0, 0, 0, 1);
        }
    }

    @Test
    void whatAPartThrowsComesOutAndTheTeamGoesOn() {
        try (Team team = new Team(3)) {
            assertThatThrownBy(() -> team.run(member -> {
                        if (member == 2) {
                            throw new IllegalStateException("part " + member);
                        }
                    }))
                    .hasMessage("part 2");

            int[] done = new int[3];
            team.run(member -> done[member] = 1);
            assertThat(done).containsOnly(1);
        }
    }

    /** The first case has the caller among those that fail, the second has helpers alone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void failuresOfSeveralPartsAllEndWithTheirPieceOfWork(int lowest) {
        Team team = new Team(4);
        assertThatThrownBy(() -> team.run(member -> {
                    if (member >= lowest) {
                        throw new IllegalStateException("part " + member);
                    }
                }))
                .hasMessage("part " + lowest);

        int[] done = new int[4];
        team.run(member -> done[member] = 1);
        assertThat(done).containsOnly(1);
        team.close();
    }

    @Test
    void threadsEndWithTheTeam() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Team team = new Team(3)) {
            team.run(member -> threads.add(Thread.currentThread()));
        }
        threads.remove(Thread.currentThread());
        assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
    }

    @Test
    void threadsThatNeverWorkedEndToo() {
        new Team(2).close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("training-1"));
    }
}
