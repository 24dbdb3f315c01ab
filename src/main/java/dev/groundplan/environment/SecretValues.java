package dev.groundplan.environment;

import com.fasterxml.uuid.Generators;
import dev.groundplan.store.Cipher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes secrets out of values and puts them back: in the revision only {@code {"$secret": id}} is
 * kept.
 */
@Component
class SecretValues {
    static final String REFERENCE = "$secret";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final JdbcClient jdbc;
    private final Cipher cipher;
    private final JsonMapper json;
    private final Clock clock;

    SecretValues(JdbcClient jdbc, Cipher cipher, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
    }

    /**
     * References that are in the values already stay: a secret that was not typed again is kept.
     */
    ObjectNode conceal(EnvironmentId environment, ObjectNode schema, ObjectNode values) {
        return (ObjectNode) conceal(environment, "", schema, values);
    }

    private JsonNode conceal(
            EnvironmentId environment, String path, @Nullable JsonNode schema, JsonNode value) {
        if (schema == null || isReference(value) || value.isNull()) {
            return value;
        }
        if (schema.path("writeOnly").asBoolean(false)) {
            return reference(save(environment, path, value));
        }
        if (value instanceof ObjectNode object) {
            var copy = NODES.objectNode();
            object.forEachEntry(
                    (name, child) ->
                            copy.set(
                                    name,
                                    conceal(
                                            environment,
                                            path + "/" + name,
                                            property(schema, name),
                                            child)));
            return copy;
        }
        return value instanceof ArrayNode array
                ? concealItems(environment, path, schema, array)
                : value;
    }

    private ArrayNode concealItems(
            EnvironmentId environment, String path, JsonNode schema, ArrayNode array) {
        var copy = NODES.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            var prefix = schema.path("prefixItems").get(i);
            copy.add(
                    conceal(
                            environment,
                            path + "/" + i,
                            prefix != null ? prefix : schema.get("items"),
                            array.get(i)));
        }
        return copy;
    }

    private static @Nullable JsonNode property(JsonNode schema, String name) {
        var declared = schema.path("properties").get(name);
        return declared != null ? declared : schema.get("additionalProperties");
    }

    private static boolean isReference(JsonNode value) {
        return value.isObject() && value.size() == 1 && value.has(REFERENCE);
    }

    private static ObjectNode reference(UUID id) {
        return NODES.objectNode().put(REFERENCE, id.toString());
    }

    private UUID save(EnvironmentId environment, String path, JsonNode value) {
        var id = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql(
                        """
                        insert into secret_value (id, environment_id, parameter, ciphertext, key_id, created_at)
                        values (:id, :environment, :parameter, :ciphertext, :key, :at)
                        """)
                .param("id", id)
                .param("environment", environment.value())
                .param("parameter", path)
                .param(
                        "ciphertext",
                        cipher.encrypt(
                                value.toString().getBytes(StandardCharsets.UTF_8),
                                purpose(environment, id)))
                .param("key", cipher.keyId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    RevealedValues reveal(EnvironmentId environment, ObjectNode values) {
        var secrets = new LinkedHashSet<String>();
        var sensitive = new LinkedHashSet<String>();
        var clear = NODES.objectNode();
        values.forEachEntry(
                (name, value) -> {
                    var before = secrets.size();
                    clear.set(name, reveal(environment, value, secrets));
                    if (secrets.size() > before
                            || value.toString().contains("\"" + REFERENCE + "\"")) {
                        sensitive.add(name);
                    }
                });
        return new RevealedValues(clear, secrets, sensitive);
    }

    private JsonNode reveal(EnvironmentId environment, JsonNode value, Set<String> secrets) {
        if (isReference(value)) {
            var secret = read(environment, UUID.fromString(value.get(REFERENCE).asString()));
            collect(secret, secrets);
            return secret;
        }
        if (value instanceof ObjectNode object) {
            var copy = NODES.objectNode();
            object.forEachEntry(
                    (name, child) -> copy.set(name, reveal(environment, child, secrets)));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            var copy = NODES.arrayNode();
            array.forEach(child -> copy.add(reveal(environment, child, secrets)));
            return copy;
        }
        return value;
    }

    private static void collect(JsonNode secret, Set<String> secrets) {
        if (secret.isContainer()) {
            secret.forEach(child -> collect(child, secrets));
        } else if (!secret.isNull() && !secret.isBoolean()) {
            secrets.add(secret.asString());
        }
    }

    private JsonNode read(EnvironmentId environment, UUID id) {
        var encrypted =
                jdbc.sql(
                                "select ciphertext from secret_value where id = :id and environment_id = :environment")
                        .param("id", id)
                        .param("environment", environment.value())
                        .query(byte[].class)
                        .single();
        return json.readTree(cipher.decrypt(encrypted, purpose(environment, id)));
    }

    static String purpose(EnvironmentId environment, UUID id) {
        return "secret/" + environment.value() + "/" + id;
    }
}
