package freshet.model.bundle;

import freshet.model.Vocabulary;
import freshet.model.text.Quote;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary as two tensors.
 *
 * @param bytes the item ids in UTF-8, by row, one after another (bytes)
 * @param offsets where each id begins in {@code bytes}, and at the end where the last one ends
 *     (items + 1)
 */
record VocabularyTensors(Tensor.Bytes bytes, Tensor.Longs offsets) {
    static final String BYTES = "vocabulary.bytes";
    static final String OFFSETS = "vocabulary.offsets";

    /** @throws BundleException if an id has no UTF-8 form */
    static VocabularyTensors of(Vocabulary vocabulary) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] offsets = new long[vocabulary.size() + 1];
        for (int row = 0; row < vocabulary.size(); row++) {
            try {
                ByteBuffer id = encoder.encode(CharBuffer.wrap(vocabulary.item(row)));
                bytes.write(id.array(), 0, id.limit());
            } catch (CharacterCodingException e) {
                throw new BundleException(
                        "vocabulary row " + row + " is " + Quote.of(vocabulary.item(row))
                                + ", half of a surrogate pair; leave the item out",
                        e);
            }
            offsets[row + 1] = bytes.size();
        }
        byte[] all = bytes.toByteArray();
        return new VocabularyTensors(
                new Tensor.Bytes(new int[] {all.length}, all), new Tensor.Longs(new int[] {offsets.length}, offsets));
    }

    /**
     * @throws BundleException if the offsets leave the bytes or do not rise, or the ids are not
     *     those of a vocabulary
     */
    Vocabulary vocabulary() {
        requireOffsets();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer source = ByteBuffer.wrap(bytes.values());
        List<String> items = new ArrayList<>(offsets.values().length - 1);
        for (int row = 0; row < offsets.values().length - 1; row++) {
            source.limit((int) offsets.values()[row + 1]).position((int) offsets.values()[row]);
            try {
                items.add(decoder.decode(source).toString());
            } catch (CharacterCodingException e) {
                throw new BundleException(BYTES + ": row " + row + " is not valid UTF-8; write the bundle again", e);
            }
        }
        try {
            return new Vocabulary(items);
        } catch (IllegalArgumentException e) {
            throw new BundleException(BYTES + ": " + e.getMessage() + "; write the bundle again", e);
        }
    }

    private void requireOffsets() {
        long[] at = offsets.values();
        if (at.length < 2) {
            throw new BundleException(
                    OFFSETS + " has " + at.length + " values; a bundle needs at least one item: train on a longer log");
        }
        int last = at.length - 1;
        if (at[0] != 0 || at[last] != bytes.values().length) {
            throw new BundleException(OFFSETS + " go from " + at[0] + " to " + at[last] + "; they must go from 0 to "
                    + bytes.values().length + ", the length of " + BYTES + ": write the bundle again");
        }
        for (int row = 0; row < last; row++) {
            if (at[row + 1] < at[row]) {
                throw new BundleException(OFFSETS + " fall from " + at[row] + " to " + at[row + 1] + " after row " + row
                        + "; they must rise: write the bundle again");
            }
        }
    }
}
