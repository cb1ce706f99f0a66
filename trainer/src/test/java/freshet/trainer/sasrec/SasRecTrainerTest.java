package freshet.trainer.sasrec;

import freshet.trainer.neural.NeuralTrainer;
import freshet.trainer.neural.NeuralTrainerContract;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.Map;

class SasRecTrainerTest extends NeuralTrainerContract {
    @Override
    protected NeuralTrainer trainer(String setting, String value) {
        Map<String, String> given = new HashMap<>(SasRec.QUICK);
        given.putAll(Map.of("width", "24", "momentum", "0.2", "threads", "2", "dropout_embedding", "0"));
        given.put("label_smoothing", "0");
        given.put(setting, value);
        Settings settings = new Settings(SasRec.KIND, SasRec.ALLOWED, given);
        return new NeuralTrainer(settings, SasRec.from(settings));
    }
}
