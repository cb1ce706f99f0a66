package freshet.trainer.gru4rec;

/** What stands for an item at the network's input. */
enum Embedding {
    /** The row that scores the item at the output as well (the constrained embedding of Hidasi and Karatzoglou 2018). */
    SHARED,
    /** A row of its own. */
    SEPARATE,
    /** The item's one-hot vector (Hidasi et al. 2016): its product with the layer's input weights is one row of them. */
    ONE_HOT
}
