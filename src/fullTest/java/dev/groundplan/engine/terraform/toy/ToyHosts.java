package dev.groundplan.engine.terraform.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hosts that "exist": one JSON file each, so that a test can look at them and change them by
 * hand.
 */
final class ToyHosts {
    static final String TYPE = "toy_host";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path store;

    ToyHosts(Path store) {
        this.store = store;
    }

    /** The host as it is now; null when it is gone. */
    @Nullable Values read(Values known) {
        try {
            var live = JSON.readTree(Files.readString(file(known)));
            var result = known;
            for (var name : new String[] {"name", "size", "ip"}) {
                result = result.with(name, live.path(name).asString(null));
            }
            return result;
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** Writes what was planned, with the values that were not known then. */
    synchronized Values write(Values planned) {
        try {
            var host =
                    planned.isUnknown("id")
                            ? planned.with(
                                    "id", "h-" + UUID.randomUUID().toString().substring(0, 8))
                            : planned;
            host = host.isUnknown("ip") ? host.with("ip", nextAddress()) : host;
            Files.writeString(file(host), json(host).toPrettyString());
            return host;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    void delete(Values host) {
        try {
            Files.deleteIfExists(file(host));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static ObjectNode json(Values host) {
        return JSON.createObjectNode()
                .put("name", host.text("name"))
                .put("size", host.text("size"))
                .put("ip", host.text("ip"));
    }

    private String nextAddress() throws IOException {
        var last = 0;
        try (var files = Files.list(store)) {
            for (var file : files.toList()) {
                var address = JSON.readTree(Files.readString(file)).path("ip").asString("");
                last = Math.max(last, Integer.parseInt("0" + address.replaceAll(".*\\.", "")));
            }
        }
        return "10.9.0." + (last + 1);
    }

    private Path file(Values host) {
        return store.resolve(host.text("id") + ".json");
    }
}
