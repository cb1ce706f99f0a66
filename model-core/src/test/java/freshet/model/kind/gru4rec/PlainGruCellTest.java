package freshet.model.kind.gru4rec;

class PlainGruCellTest extends GruEncoderContract {

    @Override
    protected GruCell layer(GruCellWeights weights) {
        return new PlainGruCell(weights);
    }
}
