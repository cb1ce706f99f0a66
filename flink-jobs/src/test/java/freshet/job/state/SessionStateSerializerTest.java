package freshet.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.testing.Allocation;
import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** The bytes of every format, and all that a state may hold: one long file for one serializer. */
class SessionStateSerializerTest {
    private static final SessionRules RULES = SessionRules.DEFAULT;
    private static final long YEAR_2000 = 946_684_800_000L;
    private static final long YEAR_2100 = 4_102_444_800_000L;

    private final SessionStateSerializer serializer = new SessionStateSerializer();

    /** The bytes of format 1, written out by hand; every later version must read them. */
    private static final String GOLDEN_1 = ("01" // format
                    + "01 04 63617274" // one type: "cart"
                    + "02" // two events
                    + "08 6931 80b093abe121" // "i1", no type, no key, at 1,160,000,100,352 ms
                    + "0b 6932 e807 00 0102030405060708" // "i2", type 0, key, 1,000 ms later
                    + "02 07 02 3f800000 c0200000") // two floats of version 7 that folded 2 events: 1.0, -2.5
            .replace(" ", "");

    /**
     * The same in format 2: version 7 had answered with "i1" (105 · 31 + 49 = 0xce8) and "Aa" (65 ·
     * 31 + 97 = 0x840).
     */
    private static final String GOLDEN_2 = "02" + GOLDEN_1.substring(2) + ("07 02 00000ce8 00000840").replace(" ", "");

    /**
     * The same in format 3: the second event was 72,000,000 ms (0x44aa200) ahead, which zigzag
     * doubles.
     */
    private static final String GOLDEN_3 = "03"
            + GOLDEN_2.substring(2, GOLDEN_2.indexOf("0207023f800000")) // up to the vector
            + "01" // one event ahead
            + "01" // one before it
            + "8088d544" // 144,000,000
            + GOLDEN_2.substring(GOLDEN_2.indexOf("0207023f800000"));

    private static SessionState golden() {
        SessionState state = new SessionState();
        state.admit(ItemEvent.view("i1", 1_160_000_100_352L), RULES, Long.MIN_VALUE);
        state.admit(new ItemEvent("i2", 1_160_000_101_352L, "cart", 0x0102030405060708L), RULES, Long.MIN_VALUE);
        state.cache(7, new float[] {1f, -2.5f}, 0, 2, RULES);
        return state;
    }

    private static SessionState goldenWithAnswer() {
        SessionState state = golden();
        state.lastAnswer().begin(7);
        state.lastAnswer().add("i1");
        state.lastAnswer().add("Aa");
        return state;
    }

    @Test
    void formatTwoStandsByteForByte() throws Exception {
        assertThat(HexFormat.of().formatHex(write(goldenWithAnswer()))).isEqualTo(GOLDEN_2);
        assertSame(read(HexFormat.of().parseHex(GOLDEN_2)), goldenWithAnswer());
    }

    @Test
    void formatThreeStandsByteForByte() throws Exception {
        SessionState state = new SessionState();
        state.admit(ItemEvent.view("i1", 1_160_000_100_352L), RULES, Long.MIN_VALUE);
        ItemEvent ahead = new ItemEvent("i2", 1_160_000_101_352L, "cart", 0x0102030405060708L, 72_000_000);
        state.admit(ahead, RULES, Long.MIN_VALUE);
        state.cache(7, new float[] {1f, -2.5f}, 0, 2, RULES);
        state.lastAnswer().set(goldenWithAnswer().lastAnswer());
        assertThat(HexFormat.of().formatHex(write(state))).isEqualTo(GOLDEN_3);
        assertSame(read(HexFormat.of().parseHex(GOLDEN_3)), state);
    }

    @Test
    void formatOneIsReadAsASessionThatWasNotAnsweredSoFar() throws Exception {
        assertSame(read(HexFormat.of().parseHex(GOLDEN_1)), golden());
    }

    @Test
    void theLastAnswerTakesAtMostAHundredBytesOnTop() throws Exception {
        SessionState state = golden();
        int without = write(state).length - 1; // the version 0
        state.lastAnswer().begin(Long.MIN_VALUE);
        for (int item = 0; item < 50; item++) {
            state.lastAnswer().add("i" + item);
        }
        assertThat(write(state).length - without)
                .isEqualTo(SessionStateSerializer.MOST_LAST_ANSWER)
                .isLessThanOrEqualTo(100);
    }

    @Test
    void aTypicalSessionOfTenViewsTakesSixHundredBytes() throws Exception {
        assertThat(write(typical())).hasSizeLessThan(625);
    }

    @Test
    void writingASessionAllocatesNothing() throws Exception {
        SessionState state = typical();
        DataOutputSerializer out = new DataOutputSerializer(1024);
        Allocation.assertComesDownTo(0, () -> {
            long before = Allocation.bytes();
            for (int i = 0; i < 1_000; i++) {
                out.clear();
                serializer.serialize(state, out);
            }
            return Allocation.bytes() - before;
        });
    }

    /** Ten views, a vector of 100 and an answer. */
    private static SessionState typical() {
        SessionState state = new SessionState();
        for (int i = 0; i < 10; i++) {
            state.admit(ItemEvent.view("21484" + i + "317", YEAR_2000 + i * 40_000), RULES, Long.MIN_VALUE);
        }
        state.cache(1, new float[100], 0, 100, RULES);
        state.lastAnswer().begin(1);
        for (int i = 0; i < 20; i++) {
            state.lastAnswer().add("21484" + i + "400");
        }
        return state;
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("sessions") SessionState state) throws Exception {
        SessionState read = read(write(state));
        assertThat(read.history()).isEqualTo(state.history());
        long version = state.modelVersion();
        if (read.covered(version) > 0) {
            assertSame(read, state);
        } else if (state.hidden().length > 0) {
            assertThat(write(read)).hasSizeGreaterThan(SessionStateSerializer.MOST_HISTORY_BESIDE_VECTOR);
        }
    }

    @Property
    void aGlanceSeesTheLastEventAndWhoAnsweredLast(@ForAll("sessions") SessionState state) throws Exception {
        SessionState end = glanceAt(write(state));
        assertThat(end.lastAnswer().modelVersion()).isEqualTo(state.lastAnswer().modelVersion());
        assertThat(end.size()).isEqualTo(Math.min(1, state.size()));
        if (state.size() > 0) {
            assertThat(end.lastEventTime()).isEqualTo(state.lastEventTime());
        }
    }

    @Test
    void aGlanceSeesTheEndInAllFormats() throws Exception {
        for (String golden : List.of(GOLDEN_1, GOLDEN_2, GOLDEN_3)) {
            SessionState end = glanceAt(HexFormat.of().parseHex(golden));
            assertThat(end.lastEventTime()).isEqualTo(1_160_000_101_352L);
            assertThat(end.lastAnswer().modelVersion()).isEqualTo(golden.equals(GOLDEN_1) ? 0 : 7);
        }
    }

    private static SessionState glanceAt(byte[] bytes) throws IOException {
        Glance glance = new Glance();
        SessionStateSerializer glancing = new SessionStateSerializer(glance).duplicate();
        SessionState end = glance.at(() -> glancing.deserialize(new DataInputDeserializer(bytes)));
        return Objects.requireNonNull(end);
    }

    @Property
    void aFullSessionOfShortIdsWithAVectorTakesAtMostOneKibibyte(
            @ForAll("fullSessionsWithoutEventIds") SessionState state) throws Exception {
        assertThat(write(state)).hasSizeLessThanOrEqualTo(1024 + SessionStateSerializer.MOST_LAST_ANSWER);
        state.lastAnswer().clear();
        assertThat(write(state)).hasSizeLessThanOrEqualTo(1024 + 1);
    }

    /** A client whose clock is an hour ahead, and drifts: a session of it holds the bound too. */
    @Test
    void aFullSessionFromAClockAheadTakesAtMostOneKibibyte() throws Exception {
        SessionState state = new SessionState();
        for (int i = 0; i < 50; i++) {
            long time = YEAR_2000 + i * 900_000L;
            state.admit(
                    new ItemEvent("12-byte-id-" + i % 10, time, "view", ItemEvent.NO_KEY, 3_600_000 + i * 37 % 100),
                    RULES,
                    Long.MIN_VALUE);
        }
        assertThat(state.size()).isEqualTo(50);
        assertThat(write(state)).hasSizeLessThanOrEqualTo(1024);
    }

    @Property
    void aCopyIsEqualAndIndependent(@ForAll("sessions") SessionState state) throws Exception {
        byte[] before = write(state);
        SessionState copy = serializer.copy(state);
        assertThat(write(copy)).isEqualTo(before);
        float[] vector = new float[state.hidden().length];
        Arrays.fill(vector, 0.25f);
        copy.cache(99, vector, 0, vector.length, RULES); // into the place of the one before
        assertThat(write(state)).isEqualTo(before);
        copy.admit(ItemEvent.view("another", YEAR_2100), RULES, Long.MIN_VALUE);
        copy.cache(99, new float[] {1}, 0, 1, RULES);
        assertThat(write(state)).isEqualTo(before);
    }

    @Property
    void brokenBytesGiveAnIOExceptionAndNothingElse(@ForAll("sessions") SessionState state, @ForAll Random random)
            throws Exception {
        byte[] bytes = write(state);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            read(bytes);
        } catch (IOException e) {
            assertThat(e.getClass().getName()).matches("java.io.(EOF|IO)Exception");
        }
        try {
            glanceAt(bytes);
        } catch (IOException e) {
            assertThat(e.getClass().getName()).matches("java.io.(EOF|IO)Exception");
        }
    }

    @Test
    void aLaterFormatIsRefusedInWords() {
        assertThatThrownBy(() -> read(new byte[] {4}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 4");
    }

    @Test
    void theSnapshotOfACheckpointGivesTheSerializerBack() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<SessionState> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aSerializerShippedByFlinkStillWrites() throws Exception {
        SessionStateSerializer shipped = InstantiationUtil.clone(serializer);
        DataOutputSerializer out = new DataOutputSerializer(64);
        shipped.serialize(golden(), out);
        assertThat(out.getCopyOfBuffer()).isEqualTo(write(golden()));
    }

    @Provide
    Arbitrary<SessionState> sessions() {
        Arbitrary<Long> keys = Arbitraries.longs().injectDuplicates(0.5);
        Arbitrary<Long> ahead =
                Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(0, 86_400_000));
        return sessions(
                Arbitraries.strings().ofMaxLength(20).filter(SessionStateSerializerTest::isWhole), keys, ahead, 0, 60);
    }

    @Provide
    Arbitrary<SessionState> fullSessionsWithoutEventIds() {
        Arbitrary<String> ids = Arbitraries.strings().withCharRange(' ', '~').ofLength(12);
        return sessions(ids, Arbitraries.just(ItemEvent.NO_KEY), Arbitraries.just(0L), 25, 50);
    }

    private static Arbitrary<SessionState> sessions(
            Arbitrary<String> ids, Arbitrary<Long> keys, Arbitrary<Long> ahead, int least, int most) {
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(YEAR_2000, YEAR_2100),
                Arbitraries.longs().between(YEAR_2000, YEAR_2000 + 10_000_000));
        Arbitrary<String> types = Arbitraries.of("view", "view", "cart", "purchase", "wishlist");
        Arbitrary<List<ItemEvent>> events = Combinators.combine(ids, times, types, keys, ahead)
                .as(ItemEvent::new)
                .list()
                .ofMinSize(least)
                .ofMaxSize(most);
        Arbitrary<float[]> vectors = Arbitraries.of(0, 1, 100).map(width -> {
            float[] vector = new float[width];
            for (int i = 0; i < width; i++) {
                vector[i] = (float) Math.sin(i);
            }
            return vector;
        });
        return Combinators.combine(events, vectors, Arbitraries.longs().greaterOrEqual(1))
                .as((list, vector, version) -> {
                    List<ItemEvent> sorted = new ArrayList<>(list);
                    sorted.sort(ItemEvent.BY_TIME);
                    SessionState state = new SessionState(sorted, 0, new float[0], 0);
                    if (!sorted.isEmpty()) {
                        state.cache(version, vector, 0, vector.length, RULES);
                        state.lastAnswer().begin(version);
                        sorted.forEach(event -> state.lastAnswer().add(event.itemId()));
                    }
                    return state;
                });
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static void assertSame(SessionState actual, SessionState expected) {
        long version = expected.modelVersion();
        assertThat(actual.history()).isEqualTo(expected.history());
        assertThat(actual.modelVersion()).isEqualTo(version);
        assertThat(actual.covered(version)).isEqualTo(expected.covered(version));
        assertThat(actual.hidden()).containsExactly(expected.hidden());
        LastAnswer answer = actual.lastAnswer();
        assertThat(answer.modelVersion()).isEqualTo(expected.lastAnswer().modelVersion());
        assertThat(answer.size()).isEqualTo(expected.lastAnswer().size());
        for (int rank = 0; rank < answer.size(); rank++) {
            assertThat(answer.hash(rank)).isEqualTo(expected.lastAnswer().hash(rank));
        }
    }

    private byte[] write(SessionState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private SessionState read(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
