package freshet.trainer.column;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes columns in a file each, in a folder that its owner deletes. For one thread. */
public final class ColumnFolder implements ColumnPlace {
    private final Path folder;
    private int columns;

    /** @param folder exists */
    public ColumnFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public IntStore ints(int size) throws IOException {
        try (FileChannel file = create()) {
            return MappedInts.of(file, MapMode.READ_WRITE, 0, size);
        }
    }

    @Override
    public LongStore longs(int size) throws IOException {
        try (FileChannel file = create()) {
            return MappedLongs.of(file, MapMode.READ_WRITE, 0, size);
        }
    }

    private FileChannel create() throws IOException {
        return FileChannel.open(
                folder.resolve("column-" + columns++),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
