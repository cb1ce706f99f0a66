package freshet.gateway.answer;

import freshet.model.session.SessionRules;
import java.util.Random;

/** Fills a store, and prints what it says that it takes and what the heap has less, bytes. */
final class AnswerMemoryMain {
    private AnswerMemoryMain() {}

    public static void main(String[] arguments) {
        filled(1); // what all answers share: Avro's schemas, Java's own tables
        long before = usedHeap();
        AnswerStore store = filled(Integer.parseInt(arguments[0]));
        long taken = usedHeap() - before;
        System.out.println(store.sessions() + " " + store.bytes() + " " + taken);
    }

    private static AnswerStore filled(int sessions) {
        AnswerStore store = new AnswerStore(SessionRules.DEFAULT, AnswerMemoryTest.GIBIBYTE);
        Random random = new Random(1);
        for (int session = 0; session < sessions; session++) {
            store.offer(Answers.full(String.format("visitor-%016x", random.nextLong()), session, 1_000, random));
        }
        return store;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
