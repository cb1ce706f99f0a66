package freshet.gateway.item;

import java.util.Optional;

/** What people call the items. Threads may share it; asking never blocks. */
@FunctionalInterface
public interface ItemTitles {
    /** Nobody has told of any title. */
    ItemTitles NONE = itemId -> Optional.empty();

    /** Of an item; empty if nobody has told. */
    Optional<ItemTitle> of(String itemId);
}
