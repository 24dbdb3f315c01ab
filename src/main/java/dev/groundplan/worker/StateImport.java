package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.StateConflictException;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.environment.StateVersions.Snapshot;
import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.StaleClaimException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings a tool's state file into the database, while an apply goes on and at its end. */
@Component
class StateImport {
    private static final Logger log = LoggerFactory.getLogger(StateImport.class);
    private static final long LIMIT = 64L * 1024 * 1024;
    private final StateVersions states;
    private final Environments environments;
    private final Claims claims;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Map<ExecutionId, String> applies = new ConcurrentHashMap<>();

    StateImport(
            StateVersions states,
            Environments environments,
            Claims claims,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.states = states;
        this.environments = environments;
        this.claims = claims;
        this.transaction = transaction;
        this.json = json;
    }

    /** From here on the execution's states are imported as they change. */
    void begin(ExecutionId execution, String step) {
        applies.put(execution, step);
    }

    /** Tools rewrite their file in place: half of one is not an error, the next look will do. */
    void importPartial(JobConsole console) {
        var step = applies.get(console.execution());
        var file = step == null ? null : console.takeState();
        if (step != null && file != null) {
            try {
                save(console.run(), console.execution(), step, file, true);
            } catch (IOException | JacksonException | StateConflictException e) {
                console.state(file);
                log.debug("A state could not be read yet: {}", e.getMessage());
            } catch (StaleClaimException e) {
                log.debug("{} Its state is not this worker's to import.", e.getMessage());
            }
        }
    }

    /**
     * The state as the apply left it; empty when the tool keeps none.
     *
     * @throws IOException when there is one that can't be read
     */
    Optional<StateVersion> importFinal(Run run, ExecutionId execution, String step, Path file)
            throws IOException {
        applies.remove(execution);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(save(run, execution, step, file, false));
        } catch (IOException | JacksonException | StateConflictException e) {
            throw new IOException(
                    "The state that the tool left can't be recorded: " + e.getMessage(), e);
        }
    }

    private StateVersion save(
            Run run, ExecutionId execution, String step, Path file, boolean partial)
            throws IOException {
        var content = read(file);
        var state = json.readTree(content);
        if (state.path("lineage").asString("").isEmpty() || !state.has("serial")) {
            // a file that is just being written anew is empty for a moment
            throw new IOException("It has no lineage and serial.");
        }
        var snapshot =
                new Snapshot(
                        run.environmentId(),
                        step,
                        run.id().value(),
                        execution.value(),
                        state.path("lineage").asString(),
                        state.path("serial").asLong(),
                        partial);
        return transaction.execute(status -> record(run, snapshot, content));
    }

    /** The environment is locked first, as everywhere. */
    private StateVersion record(Run run, Snapshot snapshot, byte[] content) {
        environments.lock(run.environmentId());
        claims.hold(run);
        return states.record(snapshot, content);
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var content = in.readNBytes((int) LIMIT + 1);
            if (content.length > LIMIT) {
                throw new IOException("The state is larger than " + LIMIT / 1024 / 1024 + " MB.");
            }
            return content;
        }
    }
}
