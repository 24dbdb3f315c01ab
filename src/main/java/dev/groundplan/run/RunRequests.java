package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunQueue.Wanted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * People ask for runs: each request is a revision of the values and a queued run, in one
 * transaction.
 */
@Service
public class RunRequests {
    private final Environments environments;
    private final ValueCheck values;
    private final RequestRules rules;
    private final Replacement replacement;
    private final RunQueue queue;

    RunRequests(
            Environments environments,
            ValueCheck values,
            RequestRules rules,
            Replacement replacement,
            RunQueue queue) {
        this.environments = environments;
        this.values = values;
        this.rules = rules;
        this.replacement = replacement;
        this.queue = queue;
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
        rules.checkPlace(null, wanted.tier(), wanted.name());
        RequestRules.checkReason(wanted.reason());
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
        return queue.add(
                viewer,
                environment,
                new Wanted(
                        RunKind.PROVISION,
                        wanted.planOnly(),
                        revision.number(),
                        wanted.reason(),
                        RunQueue.engines(wanted.template())));
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
        RequestRules.checkReason(change.reason());
        RequestRules.refuseOutdated(environment, change.expectedRevision());
        var fresh = environment.appliedRevision() == null;
        var live = fresh ? environments.reclaimName(environment) : environment;
        RequestRules.refuseGone(live);
        var checked = values.check(change.template(), change.values(), environments.current(live));
        if (change.supersede()) {
            replacement.check(live);
        }
        var revision =
                environments.addRevision(
                        live,
                        change.template().id(),
                        schema(change.template()),
                        checked,
                        viewer.id());
        var run =
                queue.add(
                        viewer,
                        live,
                        new Wanted(
                                fresh ? RunKind.PROVISION : RunKind.UPDATE,
                                change.planOnly(),
                                revision.number(),
                                change.reason(),
                                RunQueue.engines(change.template())));
        return change.supersede() ? replacement.by(viewer, run) : run;
    }

    /**
     * Asks for the removal of everything the environment made.
     *
     * @param confirmation the environment's name, typed
     */
    @Transactional
    public Run destroy(Viewer viewer, EnvironmentId id, String confirmation, String reason) {
        var environment = lock(viewer, id);
        RequestRules.refuseGone(environment);
        RequestRules.checkReason(reason);
        RequestRules.checkConfirmation(environment, confirmation);
        var applied = environment.appliedRevision();
        if (applied == null) {
            throw new ConflictingRequestException(
                    "environment", "Nothing was made yet, so there is nothing to destroy.");
        }
        return queue.add(
                viewer,
                environment,
                new Wanted(RunKind.DESTROY, false, applied, reason, queue.existingEngines(id)));
    }

    /** As a form does that may be sent twice: a removal that is under way already is the answer. */
    @Transactional
    public Run destroyOnce(Viewer viewer, EnvironmentId id, String confirmation, String reason) {
        RequestRules.checkConfirmation(lock(viewer, id), confirmation);
        return queue.removal(id).orElseGet(() -> destroy(viewer, id, confirmation, reason));
    }

    /** Asks for a look at how reality differs from what was recorded; changes nothing. */
    @Transactional
    public Run refresh(Viewer viewer, EnvironmentId id, String reason) {
        var environment = lock(viewer, id);
        RequestRules.checkReason(reason);
        var applied = environment.appliedRevision();
        if (applied == null || environment.condition() == Condition.DESTROYED) {
            throw new ConflictingRequestException(
                    "environment", "Nothing exists yet that could have drifted.");
        }
        return queue.add(
                viewer,
                environment,
                new Wanted(RunKind.REFRESH, false, applied, reason, queue.existingEngines(id)));
    }

    /**
     * Asks for a look at what an interrupted run left, which a person then accepts. It changes
     * nothing out there, and frees the environment.
     *
     * @throws ConflictingRequestException when no outcome is unknown, or somebody looks already
     */
    @Transactional
    public Run reconcile(Viewer viewer, EnvironmentId id, String reason) {
        var environment = lock(viewer, id);
        RequestRules.checkReason(reason);
        return queue.addRecovery(viewer, environment, reason);
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

    private static ObjectNode schema(TemplateVersion template) {
        return template.descriptor().form().schema();
    }
}
