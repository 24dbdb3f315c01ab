package dev.groundplan.run;

import com.fasterxml.uuid.Generators;
import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People ask for runs: each request is a revision of the values and a queued run, in one
 * transaction.
 */
@Service
public class RunRequests {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    /** The most characters that a reason can have. */
    public static final int REASON_LENGTH = 2000;

    private final RunService runs;
    private final Environments environments;
    private final EnvironmentSteps steps;
    private final ValueCheck values;
    private final Clock clock;
    private final List<String> tiers;

    RunRequests(
            RunService runs,
            Environments environments,
            EnvironmentSteps steps,
            ValueCheck values,
            Clock clock,
            @Value("${groundplan.tiers:dev,test,prod}") List<String> tiers) {
        this.runs = runs;
        this.environments = environments;
        this.steps = steps;
        this.values = values;
        this.clock = clock;
        this.tiers = List.copyOf(tiers);
    }

    /** Where environments can live, in their order. */
    public List<String> tiers() {
        return tiers;
    }

    /**
     * Asks for a new environment.
     *
     * @throws NotAllowedException when the viewer is no requester of the team
     * @throws InvalidRequestException when name, tier or reason can't be taken
     * @throws InvalidValuesException when the values break a rule of the template
     * @throws dev.groundplan.environment.NameTakenException when the team already uses the name
     */
    @Transactional
    public Run provision(Viewer viewer, NewEnvironment wanted) {
        if (!viewer.mayRequest(wanted.team())) {
            throw new NotAllowedException(
                    "Only requesters and owners of the team can request an environment for it.");
        }
        check(wanted);
        var checked = values.check(wanted.template(), wanted.values(), null);
        var environment =
                environments.create(wanted.team(), wanted.tier(), wanted.name(), viewer.id());
        var revision =
                environments.addRevision(
                        environment,
                        wanted.template().id(),
                        schema(wanted.template()),
                        checked,
                        viewer.id());
        var kind = RunKind.PROVISION;
        return queue(
                viewer,
                environment,
                new Wanted(
                        kind,
                        wanted.planOnly(),
                        revision.number(),
                        wanted.reason(),
                        engines(wanted.template())));
    }

    private void check(NewEnvironment wanted) {
        checkPlace(null, wanted.tier(), wanted.name());
        checkReason(wanted.reason());
    }

    /**
     * Judges where a new environment is to live, before it is requested.
     *
     * @param team whose names must not clash; null when it is not known yet
     * @throws InvalidRequestException naming the first field that can't be taken
     */
    public void checkPlace(@Nullable TeamId team, String tier, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "name",
                    "The name must start with a letter and have 2 to 40 lower case letters, digits and dashes, such as orders-db.");
        }
        if (team != null && environments.findLive(team, name).isPresent()) {
            throw new InvalidRequestException(
                    "name",
                    "Your team already has an environment named \""
                            + name
                            + "\". Choose another name.");
        }
        if (!tiers.contains(tier)) {
            throw new InvalidRequestException(
                    "tier", "Choose one of the tiers: " + String.join(", ", tiers) + ".");
        }
    }

    private static void checkReason(String reason) {
        var problem = PlainText.problem(reason, REASON_LENGTH);
        if (!problem.isEmpty()) {
            throw new InvalidRequestException("reason", "The reason " + problem);
        }
    }

    /**
     * Asks for other values or another template version. An environment whose first run came to
     * nothing is requested again, if its name is still free.
     *
     * @throws OutdatedRequestException when the environment moved on since the person looked
     * @throws InvalidValuesException when the values break a rule of the template
     * @throws ConflictingRequestException when the environment's state does not allow it
     */
    @Transactional
    public Run update(Viewer viewer, EnvironmentChange change) {
        var environment = lock(viewer, change.environment());
        checkReason(change.reason());
        refuseOutdated(environment, change.expectedRevision());
        var fresh = environment.appliedRevision() == null;
        var live = fresh ? environments.reclaimName(environment) : environment;
        refuseGone(live);
        var checked = values.check(change.template(), change.values(), environments.current(live));
        if (change.supersede()) {
            makeWay(viewer, live);
        }
        var revision =
                environments.addRevision(
                        live,
                        change.template().id(),
                        schema(change.template()),
                        checked,
                        viewer.id());
        var run =
                queue(
                        viewer,
                        live,
                        new Wanted(
                                fresh ? RunKind.PROVISION : RunKind.UPDATE,
                                change.planOnly(),
                                revision.number(),
                                change.reason(),
                                engines(change.template())));
        return change.supersede() ? finishMakingWay(viewer, run) : run;
    }

    private static void refuseOutdated(Environment environment, @Nullable Integer expected) {
        var now = environment.appliedRevision() == null ? 0 : environment.appliedRevision();
        if (expected != null && expected != now) {
            throw new OutdatedRequestException(
                    "The environment was changed since you opened this page. Look at the present values and decide again.");
        }
    }

    private static void refuseGone(Environment environment) {
        if (environment.condition() == Condition.DESTROYED) {
            throw new ConflictingRequestException(
                    "environment", "The environment is destroyed and can't be changed.");
        }
    }

    private void makeWay(Viewer viewer, Environment environment) {
        runs.active(environment.id()).ifPresent(active -> refuseBusy(active));
    }

    private static void refuseBusy(Run active) {
        if (active.status() != RunStatus.AWAITING_APPROVAL || active.appliedAny()) {
            throw new ConflictingRequestException(
                    "supersede",
                    "Run "
                            + active.request().number()
                            + " can't be replaced any more: it is under way.");
        }
    }

    private Run finishMakingWay(Viewer viewer, Run newer) {
        runs.active(newer.environmentId())
                .ifPresent(
                        older ->
                                runs.change(
                                        older.id(),
                                        Cause.by(
                                                viewer.id(),
                                                "Replaced by run " + newer.request().number()),
                                        run -> run.superseded(newer.id(), clock.instant())));
        return runs.get(newer.id());
    }

    /**
     * Asks for the removal of everything the environment made.
     *
     * @param confirmation the environment's name, typed
     */
    @Transactional
    public Run destroy(Viewer viewer, EnvironmentId id, String confirmation, String reason) {
        var environment = lock(viewer, id);
        refuseGone(environment);
        checkReason(reason);
        if (!environment.name().equals(confirmation)) {
            throw new InvalidRequestException(
                    "confirmation",
                    "Type the environment's name, "
                            + environment.name()
                            + ", to have it destroyed.");
        }
        var applied = environment.appliedRevision();
        if (applied == null) {
            throw new ConflictingRequestException(
                    "environment", "Nothing was made yet, so there is nothing to destroy.");
        }
        return queue(
                viewer,
                environment,
                new Wanted(RunKind.DESTROY, false, applied, reason, existingEngines(id)));
    }

    /** Asks for a look at how reality differs from what was recorded; changes nothing. */
    @Transactional
    public Run refresh(Viewer viewer, EnvironmentId id, String reason) {
        var environment = lock(viewer, id);
        checkReason(reason);
        var applied = environment.appliedRevision();
        if (applied == null || environment.condition() == Condition.DESTROYED) {
            throw new ConflictingRequestException(
                    "environment", "Nothing exists yet that could have drifted.");
        }
        return queue(
                viewer,
                environment,
                new Wanted(RunKind.REFRESH, false, applied, reason, existingEngines(id)));
    }

    private Environment lock(Viewer viewer, EnvironmentId id) {
        var environment = environments.lock(id);
        if (!viewer.sees(environment.teamId())) {
            throw new EnvironmentNotFoundException(id);
        }
        if (!viewer.mayRequest(environment.teamId())) {
            throw new NotAllowedException(
                    "Only requesters and owners of the team can change its environments.");
        }
        return environment;
    }

    private record Wanted(
            RunKind kind, boolean planOnly, int revision, String reason, String engines) {}

    private Run queue(Viewer viewer, Environment environment, Wanted wanted) {
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
                        null,
                        clock.instant());
        var run = Run.queued(new RunId(Generators.timeBasedEpochGenerator().generate()), request);
        return runs.add(
                run,
                Cause.by(viewer.id(), wanted.reason().isBlank() ? "Requested" : wanted.reason()));
    }

    private static tools.jackson.databind.node.ObjectNode schema(TemplateVersion template) {
        return template.descriptor().form().schema();
    }

    /**
     * The engines of what is out there; a step that the template lost must be destroyed with its
     * own.
     */
    private String existingEngines(EnvironmentId id) {
        return steps.of(id).stream()
                .map(step -> step.engine())
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
    }

    private static String engines(TemplateVersion template) {
        return engines(template.descriptor());
    }

    /** The engines that a worker needs for a template, sorted and joined with "+". */
    public static String engines(Descriptor descriptor) {
        return descriptor.steps().stream()
                .map(step -> step.engine().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
    }
}
