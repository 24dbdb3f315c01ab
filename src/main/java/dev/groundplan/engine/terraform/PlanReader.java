package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@code show -json} says about a plan file. */
record PlanReader(JsonNode plan) {
    private static final Map<String, ChangeAction> OUTPUT_ACTIONS =
            Map.of(
                    "no-op", ChangeAction.NO_OP,
                    "create", ChangeAction.CREATE,
                    "update", ChangeAction.UPDATE,
                    "delete", ChangeAction.DELETE);
    private static final Set<String> FAILED = Set.of("fail", "error");
    private static final Map<String, String> JUDGED =
            Map.of(
                    "check",
                    "Check",
                    "resource",
                    "Condition of",
                    "output_value",
                    "Condition of output");

    /** Terraform writes a plan file for a failed plan too; that must never be taken for a plan. */
    boolean errored() {
        return plan.path("errored").asBoolean(false);
    }

    /**
     * @param warnings what the planning itself warned of
     */
    StepPlan stepPlan(List<Diagnostic> warnings, String engineVersion) {
        return new StepPlan(
                Guarantee.EXACT,
                changes("resource_changes"),
                changes("resource_drift"),
                outputs(),
                plan.path("complete").asBoolean(true),
                warnings(warnings),
                engineVersion);
    }

    /** Inputs of which the plan file holds no value, because their variables are ephemeral. */
    Set<String> ephemeral(Collection<String> inputs) {
        var names = new HashSet<>(inputs);
        names.retainAll(
                plan.path("configuration").path("root_module").path("variables").propertyNames());
        names.removeAll(plan.path("variables").propertyNames());
        return names;
    }

    private List<Change> changes(String member) {
        return StreamSupport.stream(plan.path(member).spliterator(), false)
                .map(ChangeReader::read)
                .filter(change -> change.action() != ChangeAction.NO_OP)
                .toList();
    }

    private List<PlannedOutput> outputs() {
        return plan.path("output_changes").properties().stream()
                .map(entry -> output(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PlannedOutput output(String name, JsonNode change) {
        boolean known = Trees.pointersOfMarks(change.path("after_unknown")).isEmpty();
        boolean sensitive = marked(change, "before_sensitive") || marked(change, "after_sensitive");
        var action = OUTPUT_ACTIONS.get(change.path("actions").path(0).asString(""));
        return new PlannedOutput(
                name,
                action == null ? ChangeAction.UPDATE : action,
                sensitive ? null : value(change.path("before")),
                known && action != ChangeAction.DELETE ? value(change.path("after")) : null,
                known,
                sensitive);
    }

    private static @Nullable JsonNode value(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private static boolean marked(JsonNode change, String member) {
        return !Trees.pointersOfMarks(change.path(member)).isEmpty();
    }

    private List<String> warnings(List<Diagnostic> said) {
        var problems = new HashSet<String>();
        var warnings = new LinkedHashSet<String>();
        for (var check : plan.path("checks")) {
            judge(check, problems, warnings);
        }
        said.stream()
                .filter(warning -> !problems.contains(warning.detail()))
                .map(Diagnostic::sentence)
                .forEach(warnings::add);
        return new ArrayList<>(warnings);
    }

    private static void judge(JsonNode check, Set<String> problems, Set<String> warnings) {
        var kind = JUDGED.get(Json.text(check.path("address"), "kind"));
        if (kind == null || !FAILED.contains(Json.text(check, "status"))) {
            return;
        }
        for (var instance : check.path("instances")) {
            var address = Json.text(instance.path("address"), "to_display");
            for (var problem : instance.path("problems")) {
                problems.add(Json.text(problem, "message"));
                warnings.add(kind + " " + address + " failed: " + Json.text(problem, "message"));
            }
        }
    }
}
