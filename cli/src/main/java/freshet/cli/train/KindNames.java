package freshet.cli.train;

import freshet.trainer.Trainers;
import java.util.Iterator;

/** The kinds of model that can be trained, for the help of an option that takes one. */
public final class KindNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Trainers.names().iterator();
    }
}
