package freshet.cli.gateway;

import freshet.gateway.GatewaySettings;
import freshet.gateway.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a gateway beside a job in the same process. */
public final class JobGateway {
    private JobGateway() {}

    /**
     * The job's settings where the gateway has one of the same name, so that both follow the same
     * topics and models and know the same sessions; and the gateway's own.
     *
     * @param job by key; references to secrets stay references
     * @param own by key, over those of the job
     * @throws freshet.gateway.settings.SettingException if a setting cannot be used
     */
    public static GatewaySettings settings(Map<String, String> job, Map<String, String> own) {
        List<String> known = GatewaySettings.all().stream().map(Setting::key).toList();
        Map<String, String> all = new LinkedHashMap<>(job);
        all.keySet().removeIf(key -> !known.contains(key) && !key.startsWith(GatewaySettings.KAFKA_PROPERTIES_PREFIX));
        all.putAll(own);
        return GatewaySettings.of(GatewayOptions.withLookUps(all));
    }
}
