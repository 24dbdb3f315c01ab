package dev.groundplan.worker;

import static java.util.Objects.requireNonNull;

import dev.groundplan.engine.Output;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.RevealedValues;
import dev.groundplan.environment.Revision;
import dev.groundplan.identity.Teams;
import dev.groundplan.run.Run;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything about one run that its phases need: what to do, with which values, and what must be
 * masked.
 */
record RunContext(
        Run run,
        Environment environment,
        List<StepTask> tasks,
        Map<Integer, StepInputs> inputsByRevision,
        Scrubber scrubber) {

    StepInputs inputs(StepTask task) {
        return requireNonNull(inputsByRevision.get(task.revision().number()));
    }

    /** An output became known; for whoever refers to it. */
    void know(String step, Output output) {
        inputsByRevision.values().forEach(inputs -> know(inputs, step, output));
    }

    /** An output is known to one task, and to those of the same revision. */
    void know(StepTask task, String step, Output output) {
        know(inputs(task), step, output);
    }

    private static void know(StepInputs inputs, String step, Output output) {
        inputs.output(step, output.name(), output.value(), output.sensitive());
    }

    RunContext at(Run now) {
        return new RunContext(now, environment, tasks, inputsByRevision, scrubber);
    }

    /** Makes contexts. */
    @Component
    static class Factory {
        private final Environments environments;
        private final KnownSecrets known;
        private final StepTasks tasks;
        private final Teams teams;
        private final ChildFolders folders;
        private final JsonMapper json;

        Factory(
                Environments environments,
                KnownSecrets known,
                StepTasks tasks,
                Teams teams,
                ChildFolders folders,
                JsonMapper json) {
            this.environments = environments;
            this.known = known;
            this.tasks = tasks;
            this.teams = teams;
            this.folders = folders;
            this.json = json;
        }

        RunContext of(Run run) {
            var environment = environments.get(run.environmentId());
            var steps = tasks.of(run);
            var secrets = new HashSet<String>();
            var inputs = new LinkedHashMap<Integer, StepInputs>();
            for (var task : steps) {
                inputs.computeIfAbsent(
                        task.revision().number(),
                        number -> inputs(environment, task.revision(), secrets));
            }
            secrets.addAll(known.of(environment, steps));
            return new RunContext(run, environment, steps, inputs, new Scrubber(secrets));
        }

        private StepInputs inputs(
                Environment environment, Revision revision, HashSet<String> secrets) {
            RevealedValues values = environments.reveal(revision);
            secrets.addAll(values.secrets());
            return new StepInputs(
                    json,
                    environment,
                    teams.get(environment.teamId()).name(),
                    folders.seenByChildren(environment.id()),
                    values);
        }
    }
}
