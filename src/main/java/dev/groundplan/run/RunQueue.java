package dev.groundplan.run;

import com.fasterxml.uuid.Generators;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where requests that were found right become queued runs. */
@Component
class RunQueue {
    private final RunService runs;
    private final Environments environments;
    private final EnvironmentSteps steps;
    private final Clock clock;

    RunQueue(RunService runs, Environments environments, EnvironmentSteps steps, Clock clock) {
        this.runs = runs;
        this.environments = environments;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * @param engines what a worker must have, sorted and joined with "+"
     */
    record Wanted(RunKind kind, boolean planOnly, int revision, String reason, String engines) {}

    Run add(Viewer viewer, Environment environment, Wanted wanted) {
        return add(viewer, environment, wanted, null);
    }

    /**
     * A look at what an interrupted run left.
     *
     * @throws ConflictingRequestException when no outcome is unknown, or somebody looks already
     */
    Run addRecovery(Viewer viewer, Environment environment, String reason) {
        var unknown =
                runs.active(environment.id())
                        .filter(run -> run.status() == RunStatus.UNKNOWN)
                        .filter(run -> run.claim().workerId() == null)
                        .orElseThrow(
                                () ->
                                        new ConflictingRequestException(
                                                "environment",
                                                "There is nothing to recover: no run has an unknown outcome, or somebody looks after it already."));
        if (runs.waiting(environment.id()).stream()
                .anyMatch(run -> unknown.id().equals(run.request().reconciles()))) {
            throw new ConflictingRequestException(
                    "environment", "The recovery is already asked for.");
        }
        var request = unknown.request();
        return add(
                viewer,
                environment,
                new Wanted(RunKind.RECONCILE, false, request.revision(), reason, request.engines()),
                unknown.id());
    }

    private Run add(
            Viewer viewer, Environment environment, Wanted wanted, @Nullable RunId reconciles) {
        var request =
                new Request(
                        environment.id(),
                        environments.nextRunNumber(environment),
                        wanted.kind(),
                        wanted.planOnly(),
                        wanted.revision(),
                        wanted.reason(),
                        viewer.id(),
                        wanted.engines(),
                        reconciles,
                        clock.instant());
        var run = Run.queued(new RunId(Generators.timeBasedEpochGenerator().generate()), request);
        return runs.add(
                run,
                Cause.by(viewer.id(), wanted.reason().isBlank() ? "Requested" : wanted.reason()));
    }

    /** The removal that is asked for or under way already. */
    Optional<Run> removal(EnvironmentId id) {
        return Stream.concat(runs.active(id).stream(), runs.waiting(id).stream())
                .filter(run -> run.request().kind() == RunKind.DESTROY)
                .filter(run -> run.status() != RunStatus.UNKNOWN)
                .findFirst();
    }

    /**
     * The engines of what is out there; a step that the template lost must be destroyed with its
     * own.
     */
    String existingEngines(EnvironmentId id) {
        return joined(steps.of(id).stream().map(step -> step.engine()));
    }

    static String engines(TemplateVersion template) {
        return joined(template.descriptor().steps().stream().map(step -> step.engine().name()));
    }

    private static String joined(Stream<String> engines) {
        return engines.distinct().sorted().collect(Collectors.joining("+"));
    }
}
