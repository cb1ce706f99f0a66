package freshet.model.encoder.recurrent;

class VectorGruCellTest extends GruEncoderContract {

    @Override
    protected RecurrentCell layer(CellWeights weights) {
        return new VectorGruCell(weights);
    }
}
