package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class InventoryTests {
    @Test
    void takesAListOfNames() throws EngineException {
        var inventory = of("['web-1', 'web-2']", false);

        assertThat(inventory.hosts()).containsExactly("web-1", "web-2");
        assertThat(inventory.groups().at("/all/hosts/web-1").isObject()).isTrue();
    }

    @Test
    void takesNamesWithTheirVariables() throws EngineException {
        var inventory = of("{'web-1': {'ansible_host': '10.0.0.7', 'port': 80}}", false);

        assertThat(inventory.groups().at("/all/hosts/web-1/port").asInt()).isEqualTo(80);
    }

    @Test
    void takesGroupsAsTheyAre() throws EngineException {
        var inventory =
                of(
                        "{'web': {'hosts': {'a': null}, 'vars': {'x': 1}}, 'db': {'children': {'main': {'hosts': {'b': {}}}}}}",
                        false);

        assertThat(inventory.hosts()).containsExactly("a", "b");
        assertThat(inventory.groups().at("/web/vars/x").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['localhost']",
                "['127.0.0.1']",
                "{'web-1': {'ansible_connection': 'local'}}",
                "{'web-1': {'ansible_connection': 'ansible.builtin.local'}}",
                "{'web-1': {'ansible_connection': 'community.docker.docker'}}",
                "{'web': {'hosts': {'a': {}}, 'vars': {'ansible_connection': 'local'}}}",
                "{'all': {'children': {'web': {'hosts': {'localhost': null}}}}}"
            })
    void keepsTheWorkerItselfOutOfIt(String inventory) {
        assertThatThrownBy(() -> of(inventory, false))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("The inventory names the worker itself")
                .hasMessageContaining("groundplan.ansible.local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['{{ lookup(1) }}']",
                "['-oProxyCommand=id']",
                "['a b']",
                "['']",
                "{'a{% x %}': {'hosts': {'b': {}}}}",
                "{'all': {'children': {'{{ x }}': {'hosts': {'b': {}}}}}}"
            })
    void takesNoNameThatIsMoreThanAName(String inventory) {
        assertThatThrownBy(() -> of(inventory, true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is no name for a host or a group");
    }

    @Test
    void unpacksModulesInTheSandboxOnTheWorkerItself() throws EngineException {
        var inventory = of("['localhost']", true);

        assertThat(inventory.groups().at("/all/hosts/localhost/ansible_remote_tmp").asString())
                .isEqualTo("/tmp/modules");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Inventory.of(MissingNode.getInstance(), false, "/tmp"))
                .hasMessageStartingWith("This step names no hosts: give it options.inventory.");
        assertThatThrownBy(() -> of("{}", false))
                .hasMessage("The inventory of this step names no host.");
        assertThatThrownBy(() -> of("'web-1'", false)).hasMessageContaining("must be a list");
    }

    private static Inventory of(String json, boolean local) throws EngineException {
        return Inventory.of(tree(json), local, "/tmp/modules");
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
