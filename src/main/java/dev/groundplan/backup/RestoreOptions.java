package dev.groundplan.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command "restore" is told.
 *
 * @param backup null after a {@code pg_restore}
 * @param data where the portal will live; null after a {@code pg_restore}
 * @param url of the database that was restored with its own tools; null for H2
 * @param ledgers of the hosts that applied after the backup
 * @param allNeedRecovery nobody knows what happened after the backup
 */
record RestoreOptions(
        @Nullable Path backup,
        @Nullable Path data,
        @Nullable String url,
        String username,
        List<Path> ledgers,
        boolean allNeedRecovery) {

    static final String USAGE =
            """
            restore <backup.zip> --groundplan.data=<empty directory> <what is known>
            restore --spring.datasource.url=<jdbc:postgresql:...> --spring.datasource.username=<name> <what is known>
                after pg_restore, while no node runs; the password in SPRING_DATASOURCE_PASSWORD
            <what is known> of the time after the backup is one of
                --ledger=<file>        the file "ledger" of the data directory; once for each host
                --all-need-recovery    nothing: every environment has to be looked at
                --nothing-since        nothing was applied after the backup
            """;

    /**
     * @throws IllegalArgumentException says what is missing or not understood
     */
    static RestoreOptions parse(List<String> arguments) {
        var values = new LinkedHashMap<String, String>();
        var ledgers = new ArrayList<Path>();
        var files = new ArrayList<Path>();
        for (var argument : arguments) {
            if (!argument.startsWith("--")) {
                files.add(Path.of(argument));
            } else if (argument.startsWith("--ledger=")) {
                ledgers.add(Path.of(argument.substring("--ledger=".length())));
            } else {
                put(values, argument);
            }
        }
        refuseUnclear(values, files, ledgers);
        var data = values.get("--groundplan.data");
        return new RestoreOptions(
                files.isEmpty() ? null : files.get(0),
                data == null ? null : Path.of(data),
                values.get("--spring.datasource.url"),
                values.getOrDefault("--spring.datasource.username", ""),
                ledgers,
                values.containsKey("--all-need-recovery"));
    }

    private static void put(Map<String, String> values, String argument) {
        int at = argument.indexOf('=');
        var name = at < 0 ? argument : argument.substring(0, at);
        var known =
                List.of(
                        "--groundplan.data",
                        "--spring.datasource.url",
                        "--spring.datasource.username",
                        "--all-need-recovery",
                        "--nothing-since");
        if (!known.contains(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not understood.");
        }
        values.put(name, at < 0 ? "" : argument.substring(at + 1));
    }

    /** A wrong file would be as good as "nothing since". */
    private static void refuseOther(Path ledger) {
        try (var lines = Files.lines(ledger)) {
            var first = lines.filter(line -> !line.isBlank()).findFirst().orElse("");
            if (!first.startsWith("{") || !first.contains("\"execution\"")) {
                throw new IllegalArgumentException(
                        ledger
                                + " is no ledger: it holds no line of an apply. Leave out the hosts that applied nothing.");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("The ledger " + ledger + " can't be read.", e);
        }
    }

    /** While a portal works with it, it grows. */
    private static void refuseInUse(Path ledger) {
        var lock = ledger.resolveSibling("lock");
        if (!Files.isWritable(lock)) {
            return;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalArgumentException(
                    "A portal works with " + ledger + ". Stop it first, and let its tools end.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(lock + " can't be looked at.", e);
        }
    }

    private static void refuseUnclear(
            Map<String, String> values, List<Path> files, List<Path> ledgers) {
        var onServer = values.containsKey("--spring.datasource.url");
        if (onServer == (files.size() == 1) || files.size() > 1) {
            throw new IllegalArgumentException(
                    "Name one backup, or after pg_restore the database with --spring.datasource.url.");
        }
        if (!onServer && values.getOrDefault("--groundplan.data", "").isBlank()) {
            throw new IllegalArgumentException("Say where to with --groundplan.data.");
        }
        int known =
                (ledgers.isEmpty() ? 0 : 1)
                        + (values.containsKey("--all-need-recovery") ? 1 : 0)
                        + (values.containsKey("--nothing-since") ? 1 : 0);
        if (known != 1) {
            throw new IllegalArgumentException(
                    "Say what is known of the time after the backup: --ledger, --all-need-recovery or --nothing-since.");
        }
        for (var ledger : ledgers) {
            if (!Files.isReadable(ledger)) {
                throw new IllegalArgumentException("The ledger " + ledger + " can't be read.");
            }
            refuseOther(ledger);
            refuseInUse(ledger);
        }
    }
}
