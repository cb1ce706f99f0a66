package freshet.trainer.narm;

import freshet.trainer.neural.NeuralTrainer;
import freshet.trainer.neural.NeuralTrainerContract;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.Map;

class NarmTrainerTest extends NeuralTrainerContract {
    @Override
    protected NeuralTrainer trainer(String setting, String value) {
        Map<String, String> given = new HashMap<>(Narm.QUICK);
        given.putAll(Map.of("width", "24", "units", "24", "momentum", "0.2", "threads", "2", "dropout_embedding", "0"));
        given.put("label_smoothing", "0");
        given.put(setting, value);
        Settings settings = new Settings(Narm.KIND, Narm.ALLOWED, given);
        return new NeuralTrainer(settings, Narm.from(settings));
    }
}
