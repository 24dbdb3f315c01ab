package dev.groundplan.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.run.Run;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RecorderPortal
class SecretValuesTests {
    @Autowired TestPortal portal;
    @Autowired SecretValues secrets;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    @Test
    void takesSecretsOutAndPutsThemBack() {
        var environment = portal.awaitingApproval().environmentId();
        var schema = object("{'properties': {'name': {}, 'password': {'writeOnly': true}}}");
        var values = object("{'name': 'orders', 'password': 's3cret-canary'}");

        var kept = secrets.conceal(environment, schema, values);
        var revealed = secrets.reveal(environment, kept);

        assertThat(kept.toString()).contains("orders", "$secret").doesNotContain("canary");
        assertThat(revealed.values()).isEqualTo(values);
        assertThat(revealed.secrets()).containsExactly("s3cret-canary");
        assertThat(revealed.sensitive()).containsExactly("password");
    }

    @Test
    void findsNestedSecrets() {
        var environment = portal.awaitingApproval().environmentId();
        var schema =
                object(
                        """
                        {'properties': {
                            'users': {'items': {'properties': {'key': {'writeOnly': true}}}},
                            'pair': {'prefixItems': [{}, {'writeOnly': true}]},
                            'map': {'additionalProperties': {'writeOnly': true}},
                            'whole': {'writeOnly': true}}}
                        """);
        var values =
                object(
                        """
                        {'users': [{'id': 1, 'key': 'canary-1'}, {'id': 2, 'key': 'canary-2'}],
                         'pair': ['open', 'canary-3'],
                         'map': {'a': 'canary-4'},
                         'whole': {'deep': ['canary-5', {'x': 'canary-6'}]}}
                        """);

        var kept = secrets.conceal(environment, schema, values);
        var revealed = secrets.reveal(environment, kept);

        assertThat(kept.toString()).contains("open").doesNotContain("canary");
        assertThat(revealed.values()).isEqualTo(values);
        assertThat(revealed.secrets()).hasSize(6).allMatch(secret -> secret.startsWith("canary-"));
        assertThat(revealed.sensitive()).containsExactlyInAnyOrder("users", "pair", "map", "whole");
    }

    @Test
    void keepsAReferenceThatIsThereAlready() {
        var environment = portal.awaitingApproval().environmentId();
        var schema = object("{'properties': {'password': {'writeOnly': true}}}");
        var kept = secrets.conceal(environment, schema, object("{'password': 'canary-7'}"));

        assertThat(secrets.conceal(environment, schema, kept)).isEqualTo(kept);
        assertThat(secrets.conceal(environment, schema, object("{'password': null}")))
                .isEqualTo(object("{'password': null}"));
    }

    @Test
    void refusesAReferenceOfAnotherEnvironment() {
        var mine = portal.awaitingApproval().environmentId();
        var other = portal.awaitingApproval().environmentId();
        var schema = object("{'properties': {'password': {'writeOnly': true}}}");
        var kept = secrets.conceal(mine, schema, object("{'password': 'canary-8'}"));

        assertThatThrownBy(() -> secrets.reveal(other, kept))
                .isInstanceOf(org.springframework.dao.EmptyResultDataAccessException.class);
    }

    /** S55: what is stolen with the database is of no use. */
    @Test
    void leavesNoSecretInADumpOfTheDatabase() {
        Run run = portal.applied("secret", "dump-canary-0815", "inline", false);

        var dump = String.join("\n", jdbc.sql("script").query(String.class).list());

        var hex =
                java.util.HexFormat.of()
                        .formatHex(
                                "dump-canary-0815"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(dump)
                .contains(run.id().toString())
                .doesNotContain("dump-canary-0815")
                .doesNotContain(hex);
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text.replace('\'', '"'));
    }
}
