package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.EnvironmentSteps.ResourceRow;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunService;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the tabs of an environment's page hold. */
@Component
class EnvironmentTabs {
    private static final int RESOURCES = 1000;
    private static final int FACTS = 12;
    private final EnvironmentSteps steps;
    private final StateVersions states;
    private final RunService runs;
    private final RunList list;
    private final EnvironmentParts parts;
    private final JsonMapper json;

    EnvironmentTabs(
            EnvironmentSteps steps,
            StateVersions states,
            RunService runs,
            RunList list,
            EnvironmentParts parts,
            JsonMapper json) {
        this.steps = steps;
        this.states = states;
        this.runs = runs;
        this.list = list;
        this.parts = parts;
        this.json = json;
    }

    /** What builds rows that other pages show too. */
    @Component
    record EnvironmentParts(
            OutputList outputs, ValueRows values, RunRows rows, EnvironmentFiles files) {}

    List<OutputView> outputs(Viewer viewer, Environment environment) {
        return parts.outputs().of(viewer, environment);
    }

    List<ValueRow> values(Environment environment) {
        return parts.values().of(environment);
    }

    List<EnvironmentView.File> files(Environment environment) {
        return parts.files().list(environment);
    }

    List<RunListView.Row> runs(Viewer viewer, RunList.Filter filter, int limit) {
        return list.older(viewer, filter, null, limit).stream().map(parts.rows()::of).toList();
    }

    List<EnvironmentView.Resource> resources(Environment environment) {
        return steps.resources(environment.id(), 0, RESOURCES).stream()
                .map(this::resource)
                .toList();
    }

    private EnvironmentView.Resource resource(ResourceRow row) {
        var facts =
                Values.leaves(json.readTree(row.detail())).entrySet().stream()
                        .filter(leaf -> !leaf.getValue().isNull())
                        .limit(FACTS)
                        .map(
                                leaf ->
                                        new EnvironmentView.Fact(
                                                leaf.getKey(), Values.view(leaf.getValue())))
                        .toList();
        return new EnvironmentView.Resource(
                row.step(), row.type(), row.address(), row.name(), null, facts);
    }

    List<EnvironmentView.State> states(Viewer viewer, Environment environment) {
        boolean downloads = viewer.owns(environment.teamId());
        return states.list(environment.id()).stream()
                .map(version -> state(environment, version, downloads))
                .toList();
    }

    private EnvironmentView.State state(
            Environment environment, StateVersion version, boolean downloads) {
        var run = runs.get(new RunId(version.runId()));
        return new EnvironmentView.State(
                version.step(),
                version.number(),
                version.lineage(),
                digest(version),
                String.valueOf(version.serial()),
                version.createdAt(),
                new Link("Run " + run.request().number(), "/runs/" + run.id()),
                version.partial(),
                downloads && version.artifactId() != null
                        ? "/environments/%s/state-versions/%s/download"
                                .formatted(environment.id(), version.id())
                        : null);
    }

    private static String digest(StateVersion version) {
        var start = version.digest().substring(0, 19) + "…";
        return version.artifactId() == null ? start + " (content removed)" : start;
    }
}
