package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.tool.Json;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hosts of a step, in the shape of Ansible's YAML inventory (docs.ansible.com, "How to build
 * your inventory"): from a list of names, from names with their variables, or from that shape
 * itself.
 */
record Inventory(ObjectNode groups) {
    private static final Set<String> GROUP = Set.of("hosts", "children", "vars");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
    private static final String CONNECTION = "ansible_connection";

    /** A name is a template to Ansible, and an argument to ssh. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,252}");

    private static final Set<String> REMOTE =
            Set.of(
                    "ssh",
                    "ansible.builtin.ssh",
                    "paramiko",
                    "paramiko_ssh",
                    "smart",
                    "winrm",
                    "psrp");

    /**
     * @param given what the option says; absent when there is none
     * @param local whether the worker itself may be configured
     * @param temp where modules may be unpacked on the worker itself
     */
    static Inventory of(JsonNode given, boolean local, String temp) throws EngineException {
        var inventory = new Inventory(shaped(given, local));
        for (var group : inventory.groups.properties()) {
            refuseName(group.getKey());
            inventory.prepare(group.getValue(), local, temp);
        }
        if (inventory.hosts().isEmpty()) {
            throw new EngineException("The inventory of this step names no host.");
        }
        return inventory;
    }

    Set<String> hosts() {
        var names = new TreeSet<String>();
        groups.forEach(group -> collect(group, names));
        return names;
    }

    private static void collect(JsonNode group, Set<String> names) {
        names.addAll(group.path("hosts").propertyNames());
        group.path("children").forEach(child -> collect(child, names));
    }

    private static ObjectNode shaped(JsonNode given, boolean local) throws EngineException {
        if (given.isMissingNode() || given.isNull()) {
            return withoutInventory(local);
        }
        if (given instanceof ArrayNode names) {
            var hosts = Json.MAPPER.createObjectNode();
            names.forEach(name -> hosts.putObject(name.asString("")));
            return all(hosts);
        }
        if (given instanceof ObjectNode object) {
            return isGrouped(object) ? object.deepCopy() : all(object.deepCopy());
        }
        throw new EngineException(
                "options.inventory must be a list of host names, or an object of hosts or groups.");
    }

    private static ObjectNode withoutInventory(boolean local) throws EngineException {
        if (!local) {
            throw new EngineException(
                    "This step names no hosts: give it options.inventory. The worker itself may be configured only where an"
                            + " admin sets groundplan.ansible.local=true.");
        }
        var hosts = Json.MAPPER.createObjectNode();
        hosts.putObject("localhost").put(CONNECTION, "local");
        return all(hosts);
    }

    private static boolean isGrouped(ObjectNode object) {
        return object.has("all")
                || (!object.isEmpty()
                        && object.properties().stream()
                                .allMatch(
                                        group ->
                                                group.getValue().isObject()
                                                        && group.getValue().size() > 0
                                                        && GROUP.containsAll(
                                                                group.getValue().propertyNames())));
    }

    private static ObjectNode all(ObjectNode hosts) {
        var groups = Json.MAPPER.createObjectNode();
        groups.putObject("all").set("hosts", hosts);
        return groups;
    }

    private void prepare(JsonNode group, boolean local, String temp) throws EngineException {
        refuseLocal("a group", group.path("vars"), local);
        for (var host : group.path("hosts").properties()) {
            refuseName(host.getKey());
            var variables = host.getValue();
            refuseLocal(host.getKey(), variables, local);
            boolean here =
                    variables.path(CONNECTION).asString("").equals("local")
                            || HERE.contains(host.getKey()) && !variables.has("ansible_host");
            if (here && !local) {
                throw refused(host.getKey());
            }
            if (here && variables instanceof ObjectNode object) {
                object.put(CONNECTION, "local").put("ansible_remote_tmp", temp);
            } else if (here) {
                ((ObjectNode) group.path("hosts"))
                        .putObject(host.getKey())
                        .put(CONNECTION, "local")
                        .put("ansible_remote_tmp", temp);
            }
        }
        for (var child : group.path("children").properties()) {
            refuseName(child.getKey());
            prepare(child.getValue(), local, temp);
        }
    }

    private static void refuseName(String name) throws EngineException {
        if (!NAME.matcher(name).matches()) {
            throw new EngineException(
                    "\""
                            + name
                            + "\" is no name for a host or a group: use letters, digits, '.', '-', '_' and ':'.");
        }
    }

    private static void refuseLocal(String who, JsonNode variables, boolean local)
            throws EngineException {
        if (!local && !REMOTE.contains(variables.path(CONNECTION).asString("ssh"))) {
            throw refused(who);
        }
    }

    private static EngineException refused(String who) {
        return new EngineException(
                "The inventory names the worker itself ("
                        + who
                        + "). That is only for trying things out, where an admin sets groundplan.ansible.local=true.");
    }
}
