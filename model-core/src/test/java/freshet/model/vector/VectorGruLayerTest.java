package freshet.model.vector;

import freshet.model.encoder.GruEncoderContract;
import freshet.model.encoder.GruLayer;
import freshet.model.encoder.GruWeights;

class VectorGruLayerTest extends GruEncoderContract {

    @Override
    protected GruLayer layer(GruWeights weights) {
        return new VectorGruLayer(weights);
    }
}
