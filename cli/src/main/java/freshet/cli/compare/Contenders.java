package freshet.cli.compare;

import freshet.cli.CommandException;
import freshet.trainer.Trainers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which models are trained, with which settings and seeds. */
final class Contenders {
    private Contenders() {}

    /**
     * A contender for each model that counts, and for each other one per seed; all are ready to be
     * trained.
     *
     * @param models their kinds; with none, all that there are
     * @param settings values by model, dot and name
     * @throws CommandException if there is no such model or setting, or a value is out of its range
     */
    static List<Contender> of(Set<String> models, Map<String, String> settings, Set<Long> seeds) {
        Set<String> chosen = models.isEmpty() ? new LinkedHashSet<>(Trainers.names()) : models;
        Map<String, SortedMap<String, String>> byModel = new LinkedHashMap<>();
        chosen.forEach(model -> byModel.put(model, new TreeMap<>()));
        settings.forEach((key, value) -> put(byModel, key, value));
        List<Contender> contenders = new ArrayList<>();
        byModel.forEach((model, given) -> {
            if (neural(model)) {
                seeds.forEach(seed -> contenders.add(new Contender(model, given, OptionalLong.of(seed))));
            } else {
                contenders.add(new Contender(model, given, OptionalLong.empty()));
            }
        });
        contenders.forEach(Contenders::requireReady);
        return contenders;
    }

    private static boolean neural(String model) {
        try {
            return Trainers.neural(model);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** A setting's name alone does not tell which of the models refuses it. */
    private static void requireReady(Contender contender) {
        try {
            contender.trainer();
        } catch (IllegalArgumentException e) {
            throw new CommandException("model " + contender.model() + ": " + e.getMessage(), e);
        }
    }

    private static void put(Map<String, SortedMap<String, String>> byModel, String key, String value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            throw new CommandException("--set " + key + "=" + value
                    + " names no model; write MODEL.KEY=VALUE, for example " + Trainers.DEFAULT + ".epochs=5");
        }
        String model = key.substring(0, dot);
        String name = key.substring(dot + 1);
        if (!byModel.containsKey(model)) {
            throw new CommandException("--set " + key + "=" + value + " is for model \"" + model
                    + "\", which is not compared; there are " + String.join(", ", byModel.keySet()));
        }
        if (name.equals("seed")) {
            throw new CommandException("--set " + key + "=" + value + ": name the seeds of all models with --seeds");
        }
        byModel.get(model).put(name, value);
    }
}
