package dev.groundplan.environment;

import com.fasterxml.uuid.Generators;
import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps environments and the revisions of their values. Writers hold the environment's lock for
 * their transaction.
 */
@Service
public class Environments {
    private final EnvironmentRepository repository;
    private final SecretValues secrets;
    private final Clock clock;

    Environments(EnvironmentRepository repository, SecretValues secrets, Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @throws EnvironmentNotFoundException when there is none
     */
    public Environment get(EnvironmentId id) {
        return find(id).orElseThrow(() -> new EnvironmentNotFoundException(id));
    }

    public Optional<Environment> find(EnvironmentId id) {
        return repository.find(id);
    }

    public Optional<Environment> findLive(TeamId team, String name) {
        return repository.findLive(team.value(), name);
    }

    /**
     * The environment, locked until the transaction ends: take it before the run's row, never
     * after.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Environment lock(EnvironmentId id) {
        return repository.lock(id).orElseThrow(() -> new EnvironmentNotFoundException(id));
    }

    /**
     * @throws NameTakenException when the team has a live environment of that name
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Environment create(TeamId team, String tier, String name, PersonId by) {
        if (repository.findLive(team.value(), name).isPresent()) {
            throw new NameTakenException(name);
        }
        var id = new EnvironmentId(Generators.timeBasedEpochGenerator().generate());
        try {
            repository.insert(
                    new Environment(
                            id,
                            team,
                            tier,
                            name,
                            name,
                            Condition.NEW,
                            0,
                            0,
                            null,
                            null,
                            0,
                            by,
                            clock.instant()));
        } catch (DuplicateKeyException otherWasFirst) {
            throw new NameTakenException(name);
        }
        return lock(id);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public int nextRunNumber(Environment locked) {
        return repository.nextRunNumber(locked);
    }

    /** A number that was given out before, and that the environment does not know of. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raiseRunNumber(Environment locked, int number) {
        repository.raiseRunNumber(locked, number);
    }

    public List<EnvironmentId> live() {
        return repository.live();
    }

    /**
     * Keeps new values; secrets in clear are encrypted apart and replaced by references.
     *
     * @param schema says which values are secret
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Revision addRevision(
            Environment locked,
            TemplateVersionId template,
            ObjectNode schema,
            ObjectNode values,
            PersonId by) {
        var kept = secrets.conceal(locked.id(), schema, values);
        var revision =
                new Revision(
                        locked.id(),
                        locked.lastRevision() + 1,
                        template,
                        kept,
                        by,
                        clock.instant());
        repository.addRevision(revision);
        return revision;
    }

    public Revision revision(EnvironmentId id, int number) {
        return repository
                .revision(id, number)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Environment " + id + " has no revision " + number));
    }

    /** What a person meant last: the applied revision, or before the first apply the newest one. */
    public Revision current(Environment environment) {
        var applied = environment.appliedRevision();
        return revision(environment.id(), applied == null ? environment.lastRevision() : applied);
    }

    /**
     * The values with secrets in clear, for the child that needs them. Never log or show the
     * result.
     */
    public RevealedValues reveal(Revision revision) {
        return secrets.reveal(revision.environmentId(), revision.values());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void applied(Environment locked, int revision) {
        repository.settle(locked.id(), Condition.READY, locked.name(), revision);
        repository.drifted(locked.id(), null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void destroyed(Environment locked) {
        repository.settle(locked.id(), Condition.DESTROYED, null, locked.appliedRevision());
        repository.drifted(locked.id(), null);
    }

    /** Part of a change was made: what exists is between the revisions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void incomplete(Environment locked, int revision) {
        repository.settle(locked.id(), Condition.INCOMPLETE, locked.name(), revision);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void unknown(Environment locked) {
        repository.settle(locked.id(), Condition.UNKNOWN, locked.name(), locked.appliedRevision());
    }

    /** A change turned out to have changed nothing: all is as it was before it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Environment untouched(Environment locked) {
        if (locked.condition() == Condition.UNKNOWN) {
            var before =
                    locked.appliedRevision() == null
                            ? Condition.NEW
                            : repository.hasIncompleteSteps(locked.id())
                                    ? Condition.INCOMPLETE
                                    : Condition.READY;
            repository.settle(locked.id(), before, locked.name(), locked.appliedRevision());
        }
        return lock(locked.id());
    }

    /** The first run ended and nothing was made: somebody else may use the name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeName(Environment locked) {
        repository.settle(locked.id(), Condition.NEW, null, null);
    }

    /**
     * Takes the name again for an environment that was never made.
     *
     * @throws NameTakenException when another environment has it now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Environment reclaimName(Environment locked) {
        if (!locked.isLive() && locked.condition() == Condition.NEW) {
            if (repository.findLive(locked.teamId().value(), locked.name()).isPresent()) {
                throw new NameTakenException(locked.name());
            }
            repository.settle(locked.id(), Condition.NEW, locked.name(), null);
        }
        return lock(locked.id());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void checkedForDrift(EnvironmentId id, @Nullable Instant drifted) {
        repository.drifted(id, drifted == null ? null : drifted.atOffset(ZoneOffset.UTC));
    }
}
