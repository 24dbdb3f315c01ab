package dev.groundplan.engine.terraform;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Runs {@code init} once per template version and tool, and lends the result to every execution, to
 * read only. Sources that call no module and use only Terraform's own provider need none.
 */
@Component
class WarmCopies {
    private static final String LOCK_FILE = ".terraform.lock.hcl";
    private static final Duration UNUSED = Duration.ofDays(30);

    /**
     * Anything that might need a module or a provider. When in doubt it does: that only costs time.
     */
    private static final Pattern NEEDS_INIT =
            Pattern.compile(
                    "(?<!path\\.)\\b(module|provider|required_providers|backend|cloud)\\b"
                            + "|\\b(resource|data|ephemeral|action)\\b\\s*+(?!\"terraform_)[\"A-Za-z_]");

    private final ProcessRunner runner;
    private final CommandLines commands;
    private final Clock clock;
    private final Path cache;

    WarmCopies(
            ProcessRunner runner,
            CommandLines commands,
            Clock clock,
            ProcessProperties properties) {
        this.runner = runner;
        this.commands = commands;
        this.clock = clock;
        this.cache = properties.data().toAbsolutePath().normalize().resolve("cache/terraform");
    }

    /**
     * @throws EngineException when a module or a provider can't be had; the message names them
     */
    WarmCopy prepare(StepJob job, Binary binary) throws EngineException, IOException {
        Files.createDirectories(job.dir().scratch());
        Files.writeString(
                job.dir().scratch().resolve(CommandLines.CLI_CONFIG), commands.cliConfiguration());
        var folder = job.dir().source().resolve(job.step().source());
        if (!needsInit(folder)) {
            return new WarmCopy(Path.of(runner.paths(job.dir()).scratch(), "terraform"), List.of());
        }
        return lend(job, binary, folder);
    }

    /** One at a time: Terraform's cache of providers is not safe for several at once. */
    private synchronized WarmCopy lend(StepJob job, Binary binary, Path folder)
            throws EngineException, IOException {
        var lockFile = folder.resolve(LOCK_FILE);
        var place = place(job, binary, lockFile);
        var complete = place.resolve("complete");
        if (!Files.exists(complete)) {
            prune();
            FileSystemUtils.deleteRecursively(place);
            init(job, binary, place, Files.exists(lockFile));
            keepLockFile(lockFile, place);
            Files.createFile(complete);
        } else if (!Files.exists(lockFile) && Files.exists(place.resolve(LOCK_FILE))) {
            Files.copy(place.resolve(LOCK_FILE), lockFile);
        }
        Files.setLastModifiedTime(complete, FileTime.from(clock.instant()));
        return new WarmCopy(place.resolve("data"), List.of(place.resolve("data"), plugins()));
    }

    /** A lock file that init itself wrote leads back to the copy that it was written for. */
    private Path place(StepJob job, Binary binary, Path lockFile) throws IOException {
        var source = job.dir().source();
        var key =
                Digests.ofFolder(
                        source,
                        file -> !file.equals(lockFile),
                        job.step().source(),
                        binary.digest(),
                        commands.cliConfiguration());
        var place = cache.resolve(key.substring(0, 32));
        if (!Files.exists(lockFile)) {
            return place;
        }
        var written = place.resolve(LOCK_FILE);
        return Files.exists(written) && Files.mismatch(written, lockFile) < 0
                ? place
                : cache.resolve(
                        key.substring(0, 32) + "-" + Digests.ofFile(lockFile).substring(0, 16));
    }

    private void init(StepJob job, Binary binary, Path place, boolean locked)
            throws EngineException, IOException {
        var data = Files.createDirectories(place.resolve("data"));
        Files.createDirectories(plugins());
        var events = new Events(job, Set.of("version", "log", "init_output"));
        var exit =
                runner.run(
                        commands.init(job, binary, data, plugins(), locked),
                        job.dir(),
                        job.console(),
                        events);
        if (!exit.orderly() || exit.code() != 0) {
            FileSystemUtils.deleteRecursively(place);
            throw explained(events.failure("init", exit), events);
        }
    }

    /** What is missing, rather than wrong in a file, is for an admin to add. */
    private EngineException explained(EngineException failure, Events events) {
        boolean missing = events.errors().stream().anyMatch(error -> error.file() == null);
        return failure.canceled() || !missing
                ? failure
                : new EngineException(failure.getMessage() + commands.origin());
    }

    private static void keepLockFile(Path lockFile, Path place) throws IOException {
        if (Files.exists(lockFile)) {
            Files.copy(lockFile, place.resolve(LOCK_FILE));
        }
    }

    private void prune() throws IOException {
        var oldest = clock.instant().minus(UNUSED);
        try (var places =
                Files.isDirectory(cache)
                        ? Files.list(cache)
                        : java.util.stream.Stream.<Path>empty()) {
            for (var place : places.filter(each -> !each.equals(plugins())).toList()) {
                if (lastUse(place).isBefore(oldest)) {
                    FileSystemUtils.deleteRecursively(place);
                }
            }
        }
    }

    private static Instant lastUse(Path place) throws IOException {
        var complete = place.resolve("complete");
        return Files.getLastModifiedTime(Files.exists(complete) ? complete : place).toInstant();
    }

    private Path plugins() {
        return cache.resolve("plugins");
    }

    private static boolean needsInit(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".json") && name.matches(".*\\.(tf|tofu)\\.json")) {
                    return true;
                }
                if (name.matches(".*\\.(tf|tofu)")
                        && NEEDS_INIT.matcher(Files.readString(file)).find()) {
                    return true;
                }
            }
            return false;
        }
    }
}
