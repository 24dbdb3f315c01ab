package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What a plan tells its reviewer, on the real tool. */
class TerraformPlanTests {
    private static ConfigurableApplicationContext context;

    @TempDir Path temp;
    private EngineBench bench;
    private RecordingConsole console = new RecordingConsole();

    @BeforeAll
    static void start(@TempDir Path data) {
        context = TerraformBench.start(data, Map.of());
        assumeThat(engine().availability().missing()).as("Terraform is installed").isNull();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void setUp() {
        bench = new EngineBench(engine(), temp);
    }

    @Test
    void tellsAScriptThatRunsAgainFromAReplacement() throws Exception {
        source(
                """
                variable "n" {
                  type = number
                }
                resource "terraform_data" "script" {
                  triggers_replace = [var.n]
                }
                resource "terraform_data" "follower" {
                  lifecycle {
                    replace_triggered_by = [terraform_data.script]
                    create_before_destroy = true
                  }
                }
                """);
        apply(Map.of("n", 1));

        var changes = plan(Map.of("n", 2)).changes();

        assertThat(changes).extracting(Change::action).containsOnly(ChangeAction.RUN);
        assertThat(change(changes, "terraform_data.script"))
                .satisfies(
                        change -> {
                            assertThat(change.replacePaths()).containsExactly("/triggers_replace");
                            assertThat(change.reason()).isEqualTo("Its script runs again.");
                        });
        assertThat(changes).extracting(Change::order).contains("create-first");
        assertThat(apply(Map.of("n", 2)).done()).isEqualTo(2);
    }

    @Test
    void namesWhatIsUnknownAndWhatIsSecretAtAnyDepth() throws Exception {
        source(
                """
                variable "secret" {
                  type      = string
                  sensitive = true
                }
                resource "terraform_data" "a" {
                }
                resource "terraform_data" "b" {
                  input = {
                    known    = "yes"
                    "we/ird~" = var.secret
                    list     = [terraform_data.a.id, "two", { deep = var.secret }]
                  }
                }
                output "id" {
                  value = terraform_data.a.id
                }
                """);

        var plan = plan(Map.of("secret", "s3cr3t-Zebra"));

        var change = change(plan.changes(), "terraform_data.b");
        assertThat(change.unknown()).contains("/id", "/output", "/input/list/0");
        assertThat(change.sensitive()).containsExactly("/input/list/2/deep", "/input/we~1ird~0");
        assertThat(change.after().at("/input/we~1ird~0").asString()).isEqualTo("s3cr3t-Zebra");
        assertThat(plan.outputs())
                .containsExactly(
                        new PlannedOutput("id", ChangeAction.CREATE, null, null, false, false));
        apply(Map.of("secret", "s3cr3t-Zebra"));
        assertThat(engine().resources(bench.state().orElseThrow()))
                .filteredOn(resource -> resource.address().equals("terraform_data.b"))
                .singleElement()
                .satisfies(
                        resource ->
                                assertThat(
                                                resource.attributes()
                                                        .at("/input/list/2/deep/$masked")
                                                        .asBoolean())
                                        .isTrue());
    }

    @Test
    void showsMovesAndTheEndOfThings() throws Exception {
        source(
                """
                resource "terraform_data" "old" {
                  input = "x"
                }
                resource "terraform_data" "left" {
                }
                resource "terraform_data" "many" {
                  for_each = toset(["a", "b"])
                }
                """);
        apply(Map.of());
        source(
                """
                resource "terraform_data" "new" {
                  input = "x"
                }
                moved {
                  from = terraform_data.old
                  to   = terraform_data.new
                }
                removed {
                  from = terraform_data.left
                  lifecycle {
                    destroy = false
                  }
                }
                resource "terraform_data" "many" {
                  for_each = toset(["b"])
                }
                """);

        var plan = plan(Map.of());

        assertThat(change(plan.changes(), "terraform_data.new"))
                .satisfies(
                        change -> {
                            assertThat(change.previousAddress()).isEqualTo("terraform_data.old");
                            assertThat(change.reason()).isEqualTo("Only its address changes.");
                        });
        assertThat(change(plan.changes(), "terraform_data.left").action())
                .isEqualTo(ChangeAction.FORGET);
        assertThat(change(plan.changes(), "terraform_data.many[\"a\"]"))
                .satisfies(
                        change -> {
                            assertThat(change.action()).isEqualTo(ChangeAction.DELETE);
                            assertThat(change.name()).isEqualTo("many[\"a\"]");
                            assertThat(change.reason())
                                    .isEqualTo("Its key is no longer in the list.");
                        });
        var result = apply(Map.of());
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(plan(Map.of()).changesNothing()).isTrue();
    }

    @Test
    void takesOverWhatExistsAlready() throws Exception {
        source(
                """
                import {
                  to = terraform_data.found
                  id = "11111111-2222-3333-4444-555555555555"
                }
                resource "terraform_data" "found" {
                }
                """);

        var change = change(plan(Map.of()).changes(), "terraform_data.found");

        assertThat(change.importId()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(change.action()).isEqualTo(ChangeAction.UPDATE);
    }

    @Test
    void warnsOfFailedChecksAlsoWhenNothingChanges() throws Exception {
        source(
                """
                variable "n" {
                  type = number
                }
                check "size" {
                  assert {
                    condition     = var.n > 5
                    error_message = "n should be over 5."
                  }
                }
                """);

        var plan = plan(Map.of("n", 3));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.warnings()).containsExactly("Check check.size failed: n should be over 5.");
    }

    @Test
    void findsDriftAgainstTheRecordedState() throws Exception {
        source("resource \"terraform_data\" \"a\" {\n  input = \"as planned\"\n}\n");
        apply(Map.of());
        var tampered =
                new String(bench.state().orElseThrow(), StandardCharsets.UTF_8)
                        .replace("as planned", "tampered with");
        bench.state(tampered.getBytes(StandardCharsets.UTF_8));

        var plan = plan(Map.of());

        assertThat(change(plan.changes(), "terraform_data.a").before().path("input").asString())
                .isEqualTo("tampered with");
    }

    @Test
    void blamesEveryWrongValueOnItsInput() throws Exception {
        source(
                """
                variable "number" {
                  type = number
                }
                variable "object" {
                  type = object({ size = number })
                }
                variable "needed" {
                  type = string
                }
                variable "secret" {
                  type      = string
                  sensitive = true
                }
                """);
        var values =
                EngineBench.values(
                        Map.of(
                                "number",
                                "many",
                                "object",
                                Map.of("size", "big"),
                                "needed",
                                "x",
                                "secret",
                                "s3cr3t-Zebra"));

        var refused =
                catchThrowableOfType(
                        EngineException.class,
                        () ->
                                bench.plan(
                                        bench.job(
                                                step(),
                                                Intent.APPLY,
                                                values,
                                                Set.of("secret"),
                                                console)));

        assertThat(refused.inputProblems())
                .containsExactlyInAnyOrder(
                        new EngineException.InputProblem("number", "A number is required."),
                        new EngineException.InputProblem("object", "A number is required."));
        assertThat(console.text())
                .contains("in the value of number")
                .doesNotContain("s3cr3t-Zebra");
        assertThat(refused.getMessage()).doesNotContain("tfvars");
        values.remove(List.of("needed"));
        values.put("number", 1).putObject("object").put("size", 1);
        assertThatThrownBy(
                        () ->
                                bench.plan(
                                        bench.job(step(), Intent.APPLY, values, Set.of(), console)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e ->
                                assertThat(e.inputProblems())
                                        .containsExactly(
                                                new EngineException.InputProblem(
                                                        "needed", "A value is required.")));
    }

    @Test
    void leadsAFailedPreconditionToTheOneInputThatItNames() throws Exception {
        source(
                """
                variable "port" {
                  type = number
                }
                resource "terraform_data" "rule" {
                  lifecycle {
                    precondition {
                      condition     = var.port != 22
                      error_message = "Port 22 must stay closed."
                    }
                  }
                }
                """);

        assertThatThrownBy(() -> plan(Map.of("port", 22)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e ->
                                assertThat(e.inputProblems())
                                        .containsExactly(
                                                new EngineException.InputProblem(
                                                        "port", "Port 22 must stay closed.")));
    }

    @Test
    void neverTakesAFailedPlanForAPlan() throws Exception {
        source(
                """
                resource "terraform_data" "fine" {
                }
                resource "terraform_data" "wrong" {
                  input = file("${path.module}/missing")
                }
                """);

        assertThatThrownBy(() -> plan(Map.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("terraform/main.tf:4");
        assertThat(bench.dir().sealed().resolve("plan.tfplan")).doesNotExist();
        assertThat(console.text()).contains("on terraform/main.tf line 4", "input = file(");
    }

    @Test
    void handsEphemeralValuesOverAgainAtTheApply() throws Exception {
        source(
                """
                variable "token" {
                  type      = string
                  ephemeral = true
                }
                resource "terraform_data" "a" {
                  provisioner "local-exec" {
                    command     = "test \\"$TOKEN\\" = t0ken-Zebra"
                    environment = { TOKEN = var.token }
                  }
                }
                """);

        assertThat(apply(Map.of("token", "t0ken-Zebra")).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(new String(bench.state().orElseThrow(), StandardCharsets.UTF_8))
                .doesNotContain("t0ken");
    }

    @Test
    void usesOneInitForAllExecutionsOfAVersion() throws Exception {
        bench.file(
                "modules/shared/main.tf",
                "variable \"name\" {\n  type = string\n}\noutput \"name\" {\n  value = var.name\n}\n");
        source(
                """
                module "shared" {
                  source = "../modules/shared"
                  name   = "inner"
                }
                output "name" {
                  value = module.shared.name
                }
                """);

        var result = apply(Map.of());

        assertThat(result.outputs())
                .singleElement()
                .matches(output -> output.value().asString().equals("inner"));
        var cache =
                Path.of(context.getEnvironment().getProperty("groundplan.data"), "cache/terraform");
        var first = EngineBench.snapshot(cache);
        assertThat(first.keySet()).anyMatch(name -> name.endsWith("modules/modules.json"));
        plan(Map.of());
        assertThat(EngineBench.snapshot(cache)).isEqualTo(first);
    }

    @Test
    void saysWhichProviderCannotBeHad() throws Exception {
        source(
                """
                terraform {
                  required_providers {
                    acme = {
                      source = "acme/acme"
                    }
                  }
                }
                resource "acme_thing" "a" {
                }
                """);

        assertThatThrownBy(() -> plan(Map.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("acme/acme")
                .hasMessageContaining("groundplan.terraform.mirror");
    }

    @Test
    void refusesSourcesThatBringTheirOwnBackendOrValues() throws Exception {
        source("terraform {\n  backend \"local\" {\n    path = \"/tmp/other\"\n  }\n}\n");
        assertThatThrownBy(() -> plan(Map.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("terraform/main.tf:2");

        source("variable \"a\" {\n  default = 1\n}\n");
        bench.file("terraform/x.auto.tfvars", "a = 2\n");
        assertThatThrownBy(() -> plan(Map.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("x.auto.tfvars");
    }

    @Test
    void saysWhichVersionIsNeededAndWhichIsThere() throws Exception {
        source("variable \"a\" {\n  default = 1\n}\n");
        var needs = step();
        var step =
                new StepSpec(
                        needs.id(),
                        needs.engine(),
                        needs.source(),
                        needs.needs(),
                        needs.inputs(),
                        needs.options(),
                        Map.of("terraform", "~> 99.0"));

        assertThatThrownBy(
                        () ->
                                bench.plan(
                                        bench.job(
                                                step,
                                                Intent.APPLY,
                                                EngineBench.values(Map.of()),
                                                Set.of(),
                                                console)))
                .hasMessageStartingWith(
                        "This template needs Terraform ~> 99.0. This worker has Terraform 1.");
    }

    @Test
    void showsWhatScriptsPrintBehindTheirResource() throws Exception {
        source(
                """
                resource "terraform_data" "a" {
                  provisioner "local-exec" {
                    command = "echo hello from the script"
                  }
                }
                """);
        apply(Map.of());

        assertThat(console.text())
                .contains("\u001b[2mterraform_data.a:\u001b[0m hello from the script");
        assertThat(console.progress()).isNotEmpty();
    }

    /** It is in the state, tainted, so it can't be said that nothing was changed. */
    @Test
    void countsWhatWasMadeAndThenFailed() throws Exception {
        source(
                """
                resource "terraform_data" "only" {
                  provisioner "local-exec" {
                    command = "exit 3"
                  }
                }
                """);
        var job = job(Map.of());

        var result = bench.apply(job, bench.plan(job));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.done()).isEqualTo(1);
    }

    @Test
    void findsOutAfterwardsHowAnApplyEnded() throws Exception {
        source(
                "resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\noutput \"x\" {\n  value = terraform_data.a.output\n}\n");
        var job = job(Map.of());
        var plan = bench.plan(job);
        bench.apply(job, plan);

        var recovered = engine().recover(job, plan);

        assertThat(recovered.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(recovered.outputs())
                .singleElement()
                .matches(output -> output.value().asString().equals("x"));
        Files.delete(bench.dir().control().resolve("rc"));
        assertThat(engine().recover(job, plan).outcome()).isEqualTo(Outcome.UNPROVEN);
    }

    private static TerraformEngine engine() {
        return context.getBean(TerraformEngine.class);
    }

    private void source(String text) throws IOException {
        bench.file("terraform/main.tf", text);
    }

    private StepSpec step() {
        return bench.step("terraform");
    }

    private StepJob job(Map<String, ?> values) {
        return bench.job(step(), Intent.APPLY, EngineBench.values(values), Set.of(), console);
    }

    private StepPlan plan(Map<String, ?> values) throws Exception {
        return bench.plan(job(values));
    }

    private StepResult apply(Map<String, ?> values) throws Exception {
        var result = bench.apply(job(values), plan(values));
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        return result;
    }

    private static Change change(List<Change> changes, String address) {
        return changes.stream()
                .filter(change -> change.address().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
