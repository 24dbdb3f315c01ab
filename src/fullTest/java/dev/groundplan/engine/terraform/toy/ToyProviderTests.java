package dev.groundplan.engine.terraform.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The toy against the real command: what an engine for Terraform has to cope with can be had from
 * it.
 */
class ToyProviderTests {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String MODULE =
            """
            terraform {
              required_providers {
                toy = { source = "groundplan.test/acme/toy" }
              }
            }
            variable "name" { default = "web" }
            variable "size" { default = "small" }
            variable "slow" { default = 0 }
            variable "token" { default = "TOK-777" }
            data "toy_fact" "region" { key = "region" }
            resource "toy_host" "a" {
              name  = "${var.name}-${data.toy_fact.region.value}"
              size  = var.size
              token = var.token
            }
            resource "toy_host" "b" {
              name = toy_host.a.id
              size = "tiny"
              slow = var.slow
            }
            data "toy_fact" "late" { key = toy_host.a.id }
            output "ip" { value = toy_host.a.ip }
            output "late" { value = data.toy_fact.late.value }
            """;

    @TempDir Path temp;
    private Path store;
    private Path module;
    private ToyProvider toy;
    private TerraformCommand terraform;

    @BeforeAll
    static void needsTerraform() {
        assumeTrue(TerraformCommand.isInstalled(), "terraform is not on the PATH");
    }

    @BeforeEach
    void start() throws Exception {
        store = temp.resolve("store");
        module = Files.createDirectories(temp.resolve("module"));
        toy = ToyProvider.start(store);
        terraform = new TerraformCommand(module, toy.reattach());
        write(MODULE);
    }

    @AfterEach
    void stop() {
        if (toy != null) {
            toy.close();
        }
    }

    @Test
    void createsWithValuesThatAreKnownLater() throws Exception {
        var plan = plan();
        var change = change(plan, "toy_host.a");
        assertThat(change.get("actions")).isEqualTo(json("[\"create\"]"));
        assertThat(change.get("after").get("name").asString()).isEqualTo("web-fact-region");
        assertThat(change.get("after").has("id")).isFalse();
        assertThat(change.get("after_unknown")).isEqualTo(json("{\"id\":true,\"ip\":true}"));
        assertThat(change(plan, "toy_host.b").get("after_unknown").get("name").asBoolean())
                .isTrue();
        assertThat(change(plan, "data.toy_fact.late").get("actions")).isEqualTo(json("[\"read\"]"));

        assertThat(apply("p").exit()).isZero();
        var outputs = terraform.run("output", "-json").json();
        var a = host("web-fact-region");
        assertThat(outputs.get("ip").get("value").asString())
                .isEqualTo(a.getValue().get("ip").asString());
        assertThat(outputs.get("late").get("value").asString()).isEqualTo("fact-" + a.getKey());
        assertThat(host(a.getKey()).getValue().get("size").asString()).isEqualTo("tiny");
        assertThat(toy.calls())
                .contains("GetSchema", "ReadDataSource toy_fact", "ApplyResourceChange toy_host");
        assertThat(plan().get("applyable").asBoolean()).isFalse();
    }

    @Test
    void updatesInPlace() throws Exception {
        create();
        var id = host("web-fact-region").getKey();
        var change = change(plan("-var=size=large"), "toy_host.a");
        assertThat(change.get("actions")).isEqualTo(json("[\"update\"]"));
        assertThat(change.get("before").get("size").asString()).isEqualTo("small");
        assertThat(change.get("after").get("size").asString()).isEqualTo("large");
        assertThat(change.get("after_unknown").get("ip").asBoolean()).isTrue();
        assertThat(apply("p").exit()).isZero();
        assertThat(host("web-fact-region").getKey()).isEqualTo(id);
        assertThat(host("web-fact-region").getValue().get("size").asString()).isEqualTo("large");
    }

    @Test
    void replacesForAnotherName() throws Exception {
        create();
        var id = host("web-fact-region").getKey();
        var change = change(plan("-var=name=api"), "toy_host.a");
        assertThat(change.get("actions")).isEqualTo(json("[\"delete\",\"create\"]"));
        assertThat(change.get("replace_paths")).isEqualTo(json("[[\"name\"]]"));
        assertThat(apply("p").exit()).isZero();
        assertThat(store.resolve(id + ".json")).doesNotExist();
        assertThat(host("api-fact-region").getKey()).isNotEqualTo(id);
    }

    @Test
    void destroys() throws Exception {
        create();
        assertThat(change(plan("-destroy"), "toy_host.a").get("actions"))
                .isEqualTo(json("[\"delete\"]"));
        assertThat(apply("p").exit()).isZero();
        assertThat(store).isEmptyDirectory();
    }

    @Test
    void marksTheTokenAsSensitive() throws Exception {
        var change = change(plan(), "toy_host.a");
        assertThat(change.get("after_sensitive")).isEqualTo(json("{\"token\":true}"));
        assertThat(terraform.run("plan", "-no-color").out())
                .contains("(sensitive value)")
                .doesNotContain("TOK-777");
        create();
        assertThat(Files.readString(module.resolve("terraform.tfstate"))).contains("TOK-777");
    }

    @Test
    void takesOverWhatExists() throws Exception {
        Files.writeString(
                store.resolve("h-found.json"),
                "{\"name\":\"found\",\"size\":\"small\",\"ip\":\"10.9.0.7\"}");
        write(
                """
                terraform {
                  required_providers {
                    toy = { source = "groundplan.test/acme/toy" }
                  }
                }
                import {
                  to = toy_host.found
                  id = "h-found"
                }
                resource "toy_host" "found" {
                  name = "found"
                  size = "large"
                }
                """);
        var change = change(plan(), "toy_host.found");
        assertThat(change.get("importing").get("id").asString()).isEqualTo("h-found");
        assertThat(change.get("actions")).isEqualTo(json("[\"update\"]"));
        assertThat(apply("p").exit()).isZero();
        assertThat(host("found").getKey()).isEqualTo("h-found");
        assertThat(host("found").getValue().get("size").asString()).isEqualTo("large");
    }

    @Test
    void showsDriftOfAFileThatWasChangedByHand() throws Exception {
        create();
        var a = host("web-fact-region");
        Files.writeString(
                store.resolve(a.getKey() + ".json"),
                a.getValue().toString().replace("small", "huge"));
        Files.delete(store.resolve(host(a.getKey()).getKey() + ".json"));
        var refresh =
                terraform.run("plan", "-refresh-only", "-detailed-exitcode", "-json", "-out=r");
        assertThat(refresh.exit()).isEqualTo(2);
        assertThat(TerraformCommand.lines(refresh, "resource_drift")).hasSize(2);
        var drift = terraform.run("show", "-json", "r").json().get("resource_drift");
        assertThat(change(drift, "toy_host.a").get("after").get("size").asString())
                .isEqualTo("huge");
        assertThat(change(drift, "toy_host.b").get("actions")).isEqualTo(json("[\"delete\"]"));
    }

    @Test
    void failsWithAReason() throws Exception {
        write(MODULE.replace("\"tiny\"", "\"fail\""));
        plan();
        var result = apply("p");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(TerraformCommand.lines(result, "diagnostic"))
                .extracting(line -> line.get("diagnostic").get("summary").asString())
                .containsExactly("quota exceeded");
        assertThat(addresses()).contains("toy_host.a").doesNotContain("toy_host.b");
        assertThat(host("web-fact-region")).isNotNull();
    }

    @Test
    void finishesASlowChangeAfterOneInterrupt() throws Exception {
        var apply = slowApply();
        interrupt(apply);
        toy.hurry();
        assertThat(terraform.end(apply).exit()).isEqualTo(1);
        assertThat(addresses()).contains("toy_host.a", "toy_host.b");
    }

    @Test
    void givesASlowChangeUpWhereItHeedsTheInterrupt() throws Exception {
        toy.heedStop();
        var apply = slowApply();
        interrupt(apply);
        var result = terraform.end(apply);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("The toy was asked to stop.");
        assertThat(addresses()).contains("toy_host.a").doesNotContain("toy_host.b");
    }

    /** Returns while the second host is being made. */
    private Process slowApply() throws Exception {
        write(MODULE.replace("default = 0", "default = 300"));
        plan();
        var apply = terraform.start("apply", "-json", "p");
        assertThat(toy.awaitSlowCall(LONG)).isTrue();
        return apply;
    }

    private void interrupt(Process process) throws Exception {
        assertThat(
                        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
        assertThat(toy.awaitCall("Stop", LONG)).isTrue();
    }

    private void create() throws Exception {
        plan();
        assertThat(apply("p").exit()).isZero();
    }

    private JsonNode plan(String... options) throws Exception {
        assertThat(terraform.run("init", "-no-color").exit()).isZero();
        var arguments = new String[options.length + 2];
        arguments[0] = "plan";
        arguments[1] = "-out=p";
        System.arraycopy(options, 0, arguments, 2, options.length);
        var result = terraform.run(arguments);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return terraform.run("show", "-json", "p").json();
    }

    private TerraformCommand.Result apply(String plan) throws Exception {
        return terraform.run("apply", "-json", plan);
    }

    private Iterable<String> addresses() throws Exception {
        return terraform.run("state", "list").out().lines().toList();
    }

    private void write(String text) throws Exception {
        Files.writeString(module.resolve("main.tf"), text);
    }

    /** The id and the content of the host with this name. */
    private Map.Entry<String, JsonNode> host(String name) throws Exception {
        try (var files = Files.list(store)) {
            for (var file : files.toList()) {
                var content = json(Files.readString(file));
                if (content.get("name").asString().equals(name)) {
                    return Map.entry(file.getFileName().toString().replace(".json", ""), content);
                }
            }
        }
        throw new AssertionError("There is no host " + name);
    }

    private static JsonNode change(JsonNode plan, String address) {
        var changes = plan.isArray() ? plan : plan.get("resource_changes");
        return changes.values().stream()
                .filter(change -> change.get("address").asString().equals(address))
                .findFirst()
                .orElseThrow()
                .get("change");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
