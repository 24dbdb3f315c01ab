package dev.groundplan.engine.ansible;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The outputs of a playbook: what it sets by {@code set_stats}. Those are secret that are set by a
 * task with {@code no_log}, that are made of a secret parameter, or that hold a secret.
 */
final class Outputs {
    private Outputs() {}

    /** After an apply. */
    static List<Output> made(StepJob job, Events events) throws EngineException {
        var values = events.outputs().orElse(Json.MAPPER.createObjectNode());
        var secret = secret(job);
        secret.addAll(events.secretOutputs());
        var secrets = Secrets.of(job.inputs());
        var outputs = new ArrayList<Output>();
        for (var value : map(values).entrySet()) {
            boolean sensitive = secret.contains(value.getKey()) || secrets.in(value.getValue());
            outputs.add(new Output(value.getKey(), value.getValue(), sensitive));
        }
        return outputs;
    }

    /**
     * After a check: what it set is what will be, unless something changes that it may be made of.
     *
     * @param acts whether the plan changes anything
     */
    static List<PlannedOutput> planned(StepJob job, Events events, boolean acts)
            throws IOException, EngineException {
        if (job.intent() == Intent.DESTROY) {
            return gone(job);
        }
        if (acts) {
            return unknown(job);
        }
        var now = made(job, events);
        var before = before(job);
        var planned = new ArrayList<PlannedOutput>();
        for (var output : now) {
            var old = before.remove(output.name());
            var action =
                    old == null
                            ? ChangeAction.CREATE
                            : old.value().equals(output.value())
                                    ? ChangeAction.NO_OP
                                    : ChangeAction.UPDATE;
            planned.add(planned(output, action, old));
        }
        before.values().forEach(old -> planned.add(deleted(old)));
        return planned;
    }

    /** Those of which only the names are known before the apply. */
    static List<PlannedOutput> unknown(StepJob job) throws IOException, EngineException {
        var before = before(job);
        var secret = secret(job);
        var names = new TreeSet<>(before.keySet());
        declared(job).forEach(output -> names.add(output.name()));
        return names.stream().map(name -> unknown(name, before.get(name), secret)).toList();
    }

    private static PlannedOutput unknown(String name, @Nullable Output old, Set<String> secret) {
        boolean sensitive = secret.contains(name) || old != null && old.sensitive();
        return new PlannedOutput(
                name,
                old == null ? ChangeAction.CREATE : ChangeAction.UPDATE,
                old == null || sensitive ? null : old.value(),
                null,
                false,
                sensitive);
    }

    static List<PlannedOutput> gone(StepJob job) throws IOException {
        return before(job).values().stream().map(Outputs::deleted).toList();
    }

    private static PlannedOutput planned(Output output, ChangeAction action, @Nullable Output old) {
        return new PlannedOutput(
                output.name(),
                action,
                old == null || output.sensitive() ? null : old.value(),
                output.value(),
                true,
                output.sensitive());
    }

    private static PlannedOutput deleted(Output old) {
        return new PlannedOutput(
                old.name(),
                ChangeAction.DELETE,
                old.sensitive() ? null : old.value(),
                null,
                true,
                old.sensitive());
    }

    private static TreeMap<String, Output> before(StepJob job) throws IOException {
        var outputs = new TreeMap<String, Output>();
        State.read(job.dir())
                .ifPresent(
                        state -> state.outputs().forEach(each -> outputs.put(each.name(), each)));
        return outputs;
    }

    private static Set<String> secret(StepJob job) throws EngineException {
        var names = new HashSet<String>();
        declared(job).stream()
                .filter(DeclaredOutput::sensitive)
                .forEach(each -> names.add(each.name()));
        return names;
    }

    private static List<DeclaredOutput> declared(StepJob job) throws EngineException {
        var root = job.dir().source();
        return SourceReader.read(root, Playbook.of(root, job.step())).outputs();
    }

    private static Map<String, JsonNode> map(JsonNode values) {
        var map = new TreeMap<String, JsonNode>();
        values.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
