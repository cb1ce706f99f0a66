package freshet.model.kind.gru4rec;

class VectorGruCellTest extends GruEncoderContract {

    @Override
    protected GruCell layer(GruCellWeights weights) {
        return new VectorGruCell(weights);
    }
}
