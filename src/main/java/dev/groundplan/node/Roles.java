package dev.groundplan.node;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.core.env.Environment;

/** What this process does; read before there are beans, because it decides which there will be. */
public record Roles(boolean web, boolean worker) {
    private static final String WEB = "web";
    private static final String WORKER = "worker";
    private static final ConversionService WORDS = DefaultConversionService.getSharedInstance();

    /**
     * @throws InvalidConfigurationPropertyValueException when they are not roles, or none is left
     */
    public static Roles of(Environment environment) {
        var text = environment.resolvePlaceholders("${groundplan.roles:web,worker}");
        var roles = roles(text);
        if (!Set.of(WEB, WORKER).containsAll(roles)) {
            throw refused(text, "A role is web or worker.");
        }
        var enabled = environment.resolvePlaceholders("${groundplan.worker.enabled:true}");
        if (Boolean.FALSE.equals(WORDS.convert(enabled.strip(), Boolean.class))) {
            roles.remove(WORKER);
        }
        if (roles.isEmpty()) {
            throw refused(
                    text,
                    "Nothing is left to do. Give web, worker, or both; groundplan.worker.enabled=false"
                            + " takes the worker away.");
        }
        return new Roles(roles.contains(WEB), roles.contains(WORKER));
    }

    private static Set<String> roles(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static InvalidConfigurationPropertyValueException refused(String text, String why) {
        return new InvalidConfigurationPropertyValueException("groundplan.roles", text, why);
    }

    /** As the table of workers keeps it: "web", "worker" or "web+worker". */
    public String text() {
        return web && worker ? WEB + "+" + WORKER : web ? WEB : WORKER;
    }
}
