package freshet.model.trend;

import java.util.Arrays;

/** A binary heap of counts, the least first, that knows where each is. For one thread. */
final class LeastCount {
    private ItemCount[] heap;
    private int size;

    LeastCount(int room) {
        heap = new ItemCount[room];
    }

    ItemCount first() {
        return heap[0];
    }

    void add(ItemCount count) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2].weight > count.weight) {
            put(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        put(count, at);
    }

    void replaceFirst(ItemCount count) {
        put(count, 0);
        grown(count);
    }

    void grown(ItemCount count) {
        int at = count.place;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].weight < heap[child].weight) {
                child++;
            }
            if (child >= size || heap[child].weight >= count.weight) {
                break;
            }
            put(heap[child], at);
            at = child;
        }
        put(count, at);
    }

    private void put(ItemCount count, int at) {
        heap[at] = count;
        count.place = at;
    }

    void clear() {
        Arrays.fill(heap, null);
        size = 0;
    }
}
