package dev.groundplan.worker;

import dev.groundplan.credential.Leases;
import dev.groundplan.credential.MissingCredentialException;
import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.Environment;
import dev.groundplan.identity.Teams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The credentials of a step: files that are there only while one of its tools runs, never in what
 * is sealed. What is sealed is which credentials they were.
 */
@Component
class StepCredentials {
    private static final String SEALED = "credentials";
    private final Leases leases;
    private final Teams teams;

    StepCredentials(Leases leases, Teams teams) {
        this.leases = leases;
        this.teams = teams;
    }

    /** All secrets that the steps of a run may get, to be masked; what is missing is left out. */
    Set<String> secrets(Environment environment, Collection<StepTask> tasks) {
        var secrets = new HashSet<String>();
        for (var task : tasks) {
            try {
                leases.of(task.spec(), task.template(), tenant(environment)).stream()
                        .map(CredentialLease::secret)
                        .forEach(secrets::add);
            } catch (MissingCredentialException laterInItsStep) {
                continue;
            }
        }
        return secrets;
    }

    /**
     * @throws EngineException when a slot is empty
     */
    List<CredentialLease> of(RunContext context, StepTask task) throws EngineException {
        try {
            return leases.of(task.spec(), task.template(), tenant(context.environment()));
        } catch (MissingCredentialException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for a tool that was started already: what is missing now is left out. */
    List<CredentialLease> known(RunContext context, StepTask task) {
        try {
            return of(context, task);
        } catch (EngineException revokedSince) {
            return List.of();
        }
    }

    /** Lays the files out; a child sees them as {@code run/credentials/<role>}. */
    void lay(Workdir dir, List<CredentialLease> credentials) throws IOException {
        if (!credentials.isEmpty()) {
            Files.createDirectories(dir.credentials());
        }
        for (var lease : credentials) {
            if (lease.kind() != CredentialLease.Kind.VARIABLE) {
                write(dir, dir.credentials().resolve(lease.role()), lease.secret());
            }
        }
    }

    void remove(Workdir dir) throws IOException {
        FileSystemUtils.deleteRecursively(dir.credentials());
    }

    /**
     * Notes which credentials a plan was made with, in what is bound by its digest.
     *
     * @param names as {@link #names} gave them before the plan
     */
    void seal(StepTask task, Workdir dir, String names) throws IOException {
        if (!task.spec().credentials().isEmpty()) {
            write(dir, dir.sealed().resolve(SEALED), names);
        }
    }

    /** Why the approved plan no longer holds; empty when the same credentials fill its slots. */
    Optional<String> changed(RunContext context, StepTask task, Workdir dir) throws IOException {
        if (task.spec().credentials().isEmpty()) {
            return Optional.empty();
        }
        var sealed = dir.sealed().resolve(SEALED);
        try {
            return Files.exists(sealed) && Files.readString(sealed).equals(names(context, task))
                    ? Optional.empty()
                    : Optional.of(
                            "Another credential fills a slot of this step than when it was planned.");
        } catch (EngineException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Names what fills the slots of a step now; never a secret.
     *
     * @throws EngineException when a slot is empty
     */
    String names(RunContext context, StepTask task) throws EngineException {
        try {
            var tenant = tenant(context.environment());
            return String.join("\n", leases.names(task.spec(), task.template(), tenant));
        } catch (MissingCredentialException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    private Leases.Tenant tenant(Environment environment) {
        var team = environment.teamId();
        return new Leases.Tenant(team, teams.get(team).name(), environment.tier());
    }

    /** The template's code may have put a link in the way. */
    private static void write(Workdir dir, Path file, String text) throws IOException {
        var path = dir.run().relativize(file).toString();
        new ToolFolder(dir.run()).write(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
