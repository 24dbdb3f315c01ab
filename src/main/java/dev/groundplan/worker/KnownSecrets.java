package dev.groundplan.worker;

import dev.groundplan.engine.Output;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentSteps;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a run's tools may print and nobody may see, besides the values that were entered. */
@Component
class KnownSecrets {
    private final EnvironmentSteps existing;
    private final StepCredentials credentials;

    KnownSecrets(EnvironmentSteps existing, StepCredentials credentials) {
        this.existing = existing;
        this.credentials = credentials;
    }

    /** Credentials of the tasks, and secret outputs of what exists. */
    Set<String> of(Environment environment, List<StepTask> tasks) {
        var secrets = credentials.secrets(environment, tasks);
        existing.of(environment.id()).stream()
                .flatMap(step -> existing.outputs(step).stream())
                .filter(Output::sensitive)
                .forEach(output -> collect(output.value(), secrets));
        return secrets;
    }

    private static void collect(JsonNode value, Set<String> secrets) {
        if (value.isContainer()) {
            value.forEach(child -> collect(child, secrets));
        } else if (value.isString() && value.stringValue().length() >= SecretForms.SHORTEST) {
            secrets.add(value.stringValue());
        }
    }
}
