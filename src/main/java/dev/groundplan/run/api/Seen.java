package dev.groundplan.run.api;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunService;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a viewer may see. What is foreign looks like what does not exist. */
@Component
class Seen {
    private final Environments environments;
    private final RunService runs;

    Seen(Environments environments, RunService runs) {
        this.environments = environments;
        this.runs = runs;
    }

    /** Throws {@link EnvironmentNotFoundException} for a foreign one too. */
    Environment environment(UUID id, Viewer viewer) {
        var environment = environments.get(new EnvironmentId(id));
        if (!viewer.sees(environment.teamId())) {
            throw new EnvironmentNotFoundException(environment.id());
        }
        return environment;
    }

    /** Throws {@link RunNotFoundException} for a foreign one too. */
    Run run(UUID id, Viewer viewer) {
        var run = runs.get(new RunId(id));
        if (!viewer.sees(environments.get(run.environmentId()).teamId())) {
            throw new RunNotFoundException(run.id());
        }
        return run;
    }
}
