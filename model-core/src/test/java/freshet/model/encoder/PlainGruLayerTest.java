package freshet.model.encoder;

class PlainGruLayerTest extends GruEncoderContract {

    @Override
    protected GruLayer layer(GruWeights weights) {
        return new PlainGruLayer(weights);
    }
}
