package freshet.model.encoder.recurrent;

class PlainGruCellTest extends GruEncoderContract {

    @Override
    protected RecurrentCell layer(CellWeights weights) {
        return new PlainGruCell(weights);
    }
}
