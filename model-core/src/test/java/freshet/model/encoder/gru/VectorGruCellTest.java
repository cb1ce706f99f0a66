package freshet.model.encoder.gru;

class VectorGruCellTest extends GruEncoderContract {

    @Override
    protected GruCell layer(GruCellWeights weights) {
        return new VectorGruCell(weights);
    }
}
