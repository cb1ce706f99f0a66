package freshet.model.encoder.gru;

class PlainGruCellTest extends GruEncoderContract {

    @Override
    protected GruCell layer(GruCellWeights weights) {
        return new PlainGruCell(weights);
    }
}
