package dev.groundplan.engine.configuration;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a configured step. Those are secret that the sources mark, or that hold a secret
 * which the step was given.
 */
public final class Outputs {
    private final StepJob job;
    private final List<DeclaredOutput> declared;
    private final Set<String> secret = new HashSet<>();

    /**
     * @param declared as {@link dev.groundplan.engine.Engine#describe} tells them
     */
    public Outputs(StepJob job, List<DeclaredOutput> declared) {
        this.job = job;
        this.declared = declared;
        declared.stream()
                .filter(DeclaredOutput::sensitive)
                .forEach(each -> secret.add(each.name()));
    }

    /** After an apply. */
    List<Output> made(Report report) {
        var secrets = Secrets.of(job.inputs());
        var values = new TreeMap<String, Output>();
        for (var output : report.outputs().properties()) {
            var name = output.getKey();
            boolean sensitive =
                    secret.contains(name)
                            || report.secretOutputs().contains(name)
                            || secrets.in(output.getValue());
            values.put(name, new Output(name, output.getValue(), sensitive));
        }
        return List.copyOf(values.values());
    }

    /**
     * After a check: what it set is what will be, unless something changes that it may be made of.
     *
     * @param acts whether the plan changes anything
     */
    List<PlannedOutput> planned(Report report, boolean acts) throws IOException {
        if (job.intent() == Intent.DESTROY) {
            return gone();
        }
        if (acts) {
            return unknown();
        }
        var before = before();
        var planned = new ArrayList<PlannedOutput>();
        for (var output : made(report)) {
            planned.add(planned(output, before.remove(output.name())));
        }
        before.values().forEach(old -> planned.add(deleted(old)));
        return planned;
    }

    /** Those of which only the names are known before the apply. */
    public List<PlannedOutput> unknown() throws IOException {
        var before = before();
        var names = new TreeSet<>(before.keySet());
        declared.forEach(output -> names.add(output.name()));
        return names.stream().map(name -> unknown(name, before.get(name))).toList();
    }

    private PlannedOutput unknown(String name, @Nullable Output old) {
        boolean sensitive = secret.contains(name) || old != null && old.sensitive();
        return new PlannedOutput(
                name,
                old == null ? ChangeAction.CREATE : ChangeAction.UPDATE,
                old == null || sensitive ? null : old.value(),
                null,
                false,
                sensitive);
    }

    List<PlannedOutput> gone() throws IOException {
        return before().values().stream().map(Outputs::deleted).toList();
    }

    private static PlannedOutput planned(Output output, @Nullable Output old) {
        return new PlannedOutput(
                output.name(),
                action(output, old),
                old == null || output.sensitive() ? null : old.value(),
                output.value(),
                true,
                output.sensitive());
    }

    private static ChangeAction action(Output output, @Nullable Output old) {
        if (old == null) {
            return ChangeAction.CREATE;
        }
        return old.value().equals(output.value()) ? ChangeAction.NO_OP : ChangeAction.UPDATE;
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

    private TreeMap<String, Output> before() throws IOException {
        var outputs = new TreeMap<String, Output>();
        State.read(job.dir())
                .ifPresent(
                        state -> state.outputs().forEach(each -> outputs.put(each.name(), each)));
        return outputs;
    }
}
