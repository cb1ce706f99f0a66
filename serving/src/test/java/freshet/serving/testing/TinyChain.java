package freshet.serving.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.serving.Announcement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A Markov chain in which item {@code i0} is followed by {@code i1} alone, that by {@code i2}, and
 * the last one by nothing: most answers have one item, and may be left with none. Item {@code i0}
 * is the most popular, then {@code i1} and so on.
 */
public final class TinyChain {
    private final List<String> items;

    public TinyChain(int itemCount) {
        items = IntStream.range(0, itemCount).mapToObj(i -> "i" + i).toList();
    }

    /** Writes the bundle into a folder and announces it. */
    public Announcement publish(Path folder, long version) {
        Path file = folder.resolve("chain-" + version + ".safetensors");
        BundleFile.write(file, bundle());
        return TinyGru.announcement(file, BundleFile.sha256(file), version);
    }

    private ModelBundle bundle() {
        int links = items.size() - 1;
        long[] offsets = IntStream.rangeClosed(0, items.size())
                .mapToLong(row -> Math.min(row, links))
                .toArray();
        return new ModelBundle(
                "markov",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Vocabulary(items),
                IntStream.range(0, items.size())
                        .mapToLong(row -> items.size() - row)
                        .toArray(),
                Map.of(
                        "markov.offsets", new Tensor.Longs(new int[] {items.size() + 1}, offsets),
                        "markov.next",
                                new Tensor.Ints(
                                        new int[] {links},
                                        IntStream.rangeClosed(1, links).toArray()),
                        "markov.count",
                                new Tensor.Longs(
                                        new int[] {links},
                                        IntStream.range(0, links)
                                                .mapToLong(link -> 1)
                                                .toArray())),
                List.of(new SelfTestCase(List.of("i0"), List.of("i1"), List.of(1f))));
    }
}
