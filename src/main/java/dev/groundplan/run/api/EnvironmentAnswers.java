package dev.groundplan.run.api;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.form.Secrets;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.run.EnvironmentStatus;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** Environments as the API answers them: no secret is among the values. */
@Component
class EnvironmentAnswers {
    private final Environments environments;
    private final RunService runs;
    private final Catalog catalog;
    private final Teams teams;
    private final People people;
    private final EnvironmentOutputs outputs;

    EnvironmentAnswers(
            Environments environments,
            RunService runs,
            Catalog catalog,
            Teams teams,
            People people,
            EnvironmentOutputs outputs) {
        this.environments = environments;
        this.runs = runs;
        this.catalog = catalog;
        this.teams = teams;
        this.people = people;
        this.outputs = outputs;
    }

    EnvironmentItem item(EnvironmentId id) {
        return item(environments.get(id));
    }

    EnvironmentItem item(Environment environment) {
        var template = catalog.version(environments.current(environment).templateVersionId());
        return new EnvironmentItem(
                environment.id().value(),
                environment.name(),
                teams.get(environment.teamId()).name(),
                environment.tier(),
                template.template(),
                template.version(),
                status(environment),
                environment.driftedAt() != null,
                environment.appliedRevision(),
                PersonAnswer.of(environment.createdBy(), people),
                environment.createdAt());
    }

    private EnvironmentStatus status(Environment environment) {
        return EnvironmentStatus.of(
                environment,
                runs.active(environment.id()).orElse(null),
                !runs.waiting(environment.id()).isEmpty());
    }

    EnvironmentAnswer show(Environment environment) {
        var revision = environments.current(environment);
        var template = catalog.version(revision.templateVersionId());
        var values = revision.values().deepCopy();
        var secrets =
                Secrets.pointers(template.descriptor().form()).stream()
                        .filter(pointer -> remove(values, pointer))
                        .toList();
        return new EnvironmentAnswer(
                item(environment),
                values,
                secrets,
                outputs.shown(environment, template.descriptor(), values),
                outputs.bySteps(environment),
                runs.active(environment.id()).map(Run::id).map(id -> id.value()).orElse(null));
    }

    private static boolean remove(ObjectNode values, String pointer) {
        var path = JsonPointer.compile(pointer);
        return values.at(path.head()) instanceof ObjectNode parent
                && parent.remove(path.last().getMatchingProperty()) != null;
    }
}
