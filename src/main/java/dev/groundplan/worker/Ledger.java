package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import dev.groundplan.run.BegunApply;
import dev.groundplan.run.Request;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunKind;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The applies that began on this host, one line each, beside the database and not in it: when the
 * database is set back to a backup, this tells what it has forgotten. A line is on the disk before
 * its tool starts.
 */
@Component
class Ledger {
    static final String FILE = "ledger";
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private final Path folder;
    private final Path file;
    private final JsonMapper json;

    Ledger(DataDirectory data, JsonMapper json) {
        this.folder = data.root();
        this.file = folder.resolve(FILE);
        this.json = json;
    }

    /** On the disk when it returns. */
    synchronized void append(BegunApply apply) throws IOException {
        var isNew = Files.notExists(file);
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            long end = channel.size();
            var line = (isCut(channel, end) ? "\n" : "") + line(apply) + "\n";
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            for (long at = end; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(true);
        }
        if (isNew) {
            sync(folder);
        }
    }

    /** A full disk or a power cut left half a line, of an apply that did not begin. */
    private static boolean isCut(FileChannel channel, long end) throws IOException {
        var last = ByteBuffer.allocate(1);
        return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    }

    private String line(BegunApply apply) {
        var asked = apply.request();
        return json.createObjectNode()
                .put("at", apply.at().toString())
                .put("host", apply.host().toString())
                .put("environment", apply.environment().value().toString())
                .put("name", apply.environmentName())
                .put("run", apply.run().value().toString())
                .put("number", asked.number())
                .put("kind", asked.kind().name())
                .put("revision", asked.revision())
                .put("engines", asked.engines())
                .put("requestedBy", apply.requestedBy().value().toString())
                .put("plan", apply.planDigest())
                .put("step", apply.step())
                .put("execution", apply.execution().toString())
                .toString();
    }

    /** All that it holds, oldest first. */
    List<BegunApply> read() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return parse(lines);
        }
    }

    /** What can't be read is said and left out. */
    List<BegunApply> parse(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank())
                .map(this::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<BegunApply> parse(String line) {
        try {
            var node = json.readTree(line);
            var at = Instant.parse(node.required("at").asString());
            return Optional.of(
                    new BegunApply(
                            new ExecutionId(id(node, "execution")),
                            id(node, "host"),
                            new RunId(id(node, "run")),
                            request(node, at),
                            node.required("name").asString(),
                            node.required("step").asString(),
                            node.required("plan").asString(),
                            at));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            log.warn("A line of the ledger can't be read and is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Request request(JsonNode node, Instant at) {
        return new Request(
                new EnvironmentId(id(node, "environment")),
                node.required("number").asInt(),
                RunKind.valueOf(node.required("kind").asString()),
                false,
                node.required("revision").asInt(),
                "",
                new PersonId(id(node, "requestedBy")),
                node.required("engines").asString(),
                null,
                at);
    }

    private static UUID id(JsonNode node, String name) {
        return UUID.fromString(node.required(name).asString());
    }

    /** Drops what is older: no backup of that age is restored any more. */
    synchronized void forget(Instant before) throws IOException {
        var all = read();
        var kept = all.stream().filter(apply -> !apply.at().isBefore(before)).toList();
        if (kept.size() < all.size()) {
            var next = file.resolveSibling(FILE + ".new");
            Files.write(next, kept.stream().map(this::line).toList());
            sync(next);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        }
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
